using System.Globalization;

namespace Eval.Harness.Scenarios.Errors;

/// <summary>One mistake in a scenario file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Message">What is wrong, with the nearest known name or all of them where a name is unknown.</param>
public sealed record ScenarioError(string File, long Line, long Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, which editors and terminals turn into a link.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
