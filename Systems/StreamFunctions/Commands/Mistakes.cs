namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>All that is wrong with a command line, gathered so that a person sees it at once.</summary>
internal sealed class Mistakes
{
    private readonly List<string> _all = [];

    /// <summary>Whether there is none.</summary>
    public bool AreNone => _all.Count == 0;

    /// <summary>Each as a line.</summary>
    public IReadOnlyList<string> All => _all;

    public void Add(string mistake) => _all.Add(mistake);

    public void AddRange(IEnumerable<string> mistakes) => _all.AddRange(mistakes);

    /// <summary>Says them on standard error; gives the exit code.</summary>
    public static async Task<int> TellAsync(IEnumerable<string> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            await Console.Error.WriteLineAsync(mistake).ConfigureAwait(false);
        }

        await Console.Error.WriteLineAsync("See --help.").ConfigureAwait(false);
        return ExitCodes.WrongUsage;
    }
}
