using System.Globalization;

namespace Eval.Harness.Model;

/// <summary>How the streams of a session come, as the scenario asks for it.</summary>
/// <param name="Kind">Which process, such as poisson.</param>
/// <param name="Options">Every declared key, defaults filled in: rates per second, durations in seconds, invariant.
/// </param>
public sealed record ArrivalSpec(string Kind, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Where relative paths of the options begin: the scenario file's folder; empty: where eval
    /// runs.</summary>
    public string Folder { get; init; } = "";

    /// <summary>SHA-256 of the file that they come from, lower-case hexadecimal; empty where there is none, or where
    /// nobody has looked at it.</summary>
    public string FileSha256 { get; init; } = "";

    /// <summary>How many streams a session has, at most.</summary>
    public int Streams => Integer("streams");

    /// <summary>The option of that name as an integer.</summary>
    public int Integer(string option) => int.Parse(Options[option], CultureInfo.InvariantCulture);

    /// <summary>The option of that name as a number: of a rate per second, of a duration seconds.</summary>
    public double Number(string option) => double.Parse(Options[option], CultureInfo.InvariantCulture);
}
