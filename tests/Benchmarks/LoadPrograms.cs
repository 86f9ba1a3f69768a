using Eval.Systems.Abstractions;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Drains;
using Eval.Tests.Benchmarks.Events;
using Eval.Tests.Benchmarks.Instrument;
using Eval.Tests.Benchmarks.Ladder;
using Eval.Tests.Benchmarks.Loads;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Platform;
using Eval.Tests.Benchmarks.Simulating;

namespace Eval.Tests.Benchmarks;

/// <summary>The programs of this project that are no BenchmarkDotNet classes.</summary>
internal static class LoadPrograms
{
    private const int WrongUsage = 2;

    /// <summary>Every program, by its verb.</summary>
    public static IReadOnlyList<Verb> All { get; } = 
    [
        LadderProgram.Verb, IdleConnectionsProgram.Verb, ConcurrentProgram.Concurrent, ConcurrentProgram.Processes,
        StartsProgram.Verb, OverloadProgram.Verb, LeaksProgram.Verb, EventsProgram.Verb,
        FaasProgram.Verb,
        SimulationProgram.Verb,
        AnalysisProgram.Verb, InstrumentProgram.Verb,
        DrainProgram.Verb, BareDrain.Verb,
    ];

    /// <summary>Runs one and prints its sheet. Exit codes: 0 measured, whatever the verdicts; 1 void; 2 wrong usage.
    /// </summary>
    public static async Task<int> RunAsync(Verb verb, IReadOnlyList<string> arguments)
    {
        var sheet = new Sheet(verb.Name);
        string? csvPath = null;
        try
        {
            var options = new Options(arguments, [.. verb.Options, "csv"]);
            csvPath = options.Text("csv");
            await verb.RunAsync(options, sheet);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"{verb.Name}: {wrong.Message}");
            return WrongUsage;
        }
        catch (Exception failure) when (
            failure is IOException or ProtocolException or SystemUnavailableException)
        {
            sheet.Void(failure.Message);
        }

        return sheet.End(Console.Out, csvPath);
    }
}
