using System.CommandLine;
using System.Globalization;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Verbs;
using Eval.Harness.Scenarios.Errors;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Eval: what does it cost to start a stream?")
{
    RunVerb.Create(),
    SimulateVerb.Create(),
    CalibrateVerb.Create(),
    BreakEvenVerb.Create(),
    ResumeVerb.Create(),
    AnalyzeVerb.Create(),
    PlotVerb.Create(),
    CompareVerb.Create(),
    VerifyVerb.Create(),
    ReproduceVerb.Create(),
    RecordVerb.Create(),
    ValidateVerb.Create(),
    ListVerb.Create(),
    SchemaVerb.Create(),
    DoctorVerb.Create(),
};

var parsed = root.Parse(args);
if (parsed.CommandResult.Command == root && parsed.UnmatchedTokens is [var verb, ..] && !verb.StartsWith('-'))
{
    var verbs = root.Subcommands.Select(command => command.Name).ToArray();
    await Console.Error.WriteLineAsync(UnknownName.Message("verb", verb, verbs));
    return ExitCode.WrongUsage;
}

if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    await Console.Error.WriteLineAsync("See --help for the verbs and their options.");
    return ExitCode.WrongUsage;
}

return await Guard.RunAsync(cancellation => parsed.InvokeAsync(
    new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
    cancellation));
