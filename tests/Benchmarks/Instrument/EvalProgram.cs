using System.Diagnostics;

namespace Eval.Tests.Benchmarks.Instrument;

/// <summary>The built program, as a user starts it.</summary>
internal static class EvalProgram
{
    private static readonly string[] MeasuredExits = ["0", "4"];

    /// <summary>Runs it to its end in a process of its own.</summary>
    /// <returns>Its wall-clock time with the start of its runtime, seconds, and its largest resident set,
    /// MiB.</returns>
    /// <exception cref="IOException">It failed; what it said is the message.</exception>
    public static async Task<(double Seconds, double PeakMebibytes)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", PathOfIt(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50)))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two.
            }
        }

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        return MeasuredExits.Contains($"{process.ExitCode}")
            ? (seconds, peak / 1048576.0)
            : throw new IOException($"eval {string.Join(' ', arguments)} gave {process.ExitCode}: "
                + $"{await errors}{await output}");
    }

    private static string PathOfIt()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            own.Parent!.Parent!.FullName, "Eval.Harness.Cli", own.Name, "Eval.Harness.Cli.dll");
    }
}
