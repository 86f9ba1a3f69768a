using Shouldly;

namespace Eval.Tests.EndToEnd;

/// <summary>
/// What a run on any machine must have done. A test machine may be too busy for the generator to keep its times: such
/// trials are invalid by no fault of the code under test. Every other reason is one.
/// </summary>
internal static class MeasuredRun
{
    private static readonly string[] OfTheMachine = ["generator-late", "steal"];

    /// <summary>The run ended with all its cells, or lacks some only because the machine was late; gives the rows of
    /// its trials, valid and late ones, of which every one has <c>completed</c>.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Trials(string directory, CliResult result)
    {
        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        var trials = ShouldBeValidOrLate(directory, result);
        foreach (var trial in trials)
        {
            trial["outcome"].ShouldBe("completed", result.Said);
        }

        if (result.ExitCode == 4)
        {
            trials.ShouldContain(trial => trial["valid"] == "false", result.Said);
        }

        return trials;
    }

    /// <summary>No trial is invalid but by the machine; gives the rows of all, whatever their outcome.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> ShouldBeValidOrLate(
        string directory, CliResult result)
    {
        var trials = Csv.Read(Path.Combine(directory, "trials.csv"));
        foreach (var trial in trials)
        {
            trial["invalid_reasons"].Split("; ", StringSplitOptions.RemoveEmptyEntries)
                .Select(reason => reason.Split(':')[0]).ShouldBeSubsetOf(OfTheMachine, result.Said);
        }

        return trials;
    }
}
