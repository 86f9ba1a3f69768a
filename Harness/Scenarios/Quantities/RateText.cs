using System.Globalization;
using System.Text.RegularExpressions;

namespace Eval.Harness.Scenarios.Quantities;

/// <summary>Rates as scenarios write them: <c>10/s</c>, <c>29.97/s</c>, <c>0.5/s</c>.</summary>
internal static partial class RateText
{
    /// <summary>The form, for the reader and for the JSON Schema alike.</summary>
    public const string Pattern = @"(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?/s";

    /// <summary>Events per second, or null where the text has another form.</summary>
    public static decimal? ParsePerSecond(string text) => Form().IsMatch(text)
        ? decimal.Parse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        : null;

    /// <summary>The rate with its unit.</summary>
    public static string Format(decimal perSecond) =>
        string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.#########}/s");

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Form();
}
