namespace Eval.Systems.Adapters;

/// <summary>A runtime that answers HTTP, as it is started for a stream.</summary>
/// <param name="Executable">What its process runs, links resolved.</param>
/// <param name="ArgumentsFor">Its arguments, given the Unix socket that it shall listen at.</param>
/// <param name="Environment">Its whole environment.</param>
internal sealed record HttpRuntimeProgram(
    string Executable,
    Func<string, IReadOnlyList<string>> ArgumentsFor,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether a GET after the stream answers with its probe's log.</summary>
    public bool HasProbe { get; init; }

    /// <summary>Name and version of its parts.</summary>
    public IReadOnlyDictionary<string, string> Components { get; init; } = new Dictionary<string, string>();
}
