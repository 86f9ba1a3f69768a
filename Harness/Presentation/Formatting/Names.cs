using System.Text.Json;
using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Formatting;

/// <summary>The words for enumerations, as DESIGN writes them.</summary>
internal static class Names
{
    /// <summary>generate, admit, …, first-event, catch-up, ….</summary>
    public static string Of(PhaseName phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());

    /// <summary>completed, failed, rejected or cancelled.</summary>
    public static string Of(Outcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    /// <summary>A series' label: the system, and its parameters where it has some and its label does not say so.
    /// </summary>
    public static string Series(string system, string parameters) =>
        parameters.Length == 0 || system.Contains('[', StringComparison.Ordinal) ? system : $"{system}[{parameters}]";
}
