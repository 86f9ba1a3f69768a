using System.Globalization;
using System.Text.RegularExpressions;

namespace Eval.Harness.Scenarios.Quantities;

/// <summary>Sizes as scenarios write them: <c>512B</c>, <c>64KiB</c>, <c>16MiB</c>, <c>1GiB</c>; powers of
/// 1,024.</summary>
internal static partial class SizeText
{
    /// <summary>The form, for the reader and for the JSON Schema alike.</summary>
    public const string Pattern = "(0|[1-9][0-9]{0,11})(B|KiB|MiB|GiB)";

    private static readonly (string Name, long Bytes)[] s_units =
        [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    /// <summary>Bytes, or null where the text has another form.</summary>
    public static decimal? ParseBytes(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var unit = s_units.First(unit => unit.Name == match.Groups[2].Value);
        return decimal.Parse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture) * unit.Bytes;
    }

    /// <summary>The exact form in the largest unit.</summary>
    public static string Format(long bytes)
    {
        var unit = s_units.First(unit => bytes >= unit.Bytes && bytes % unit.Bytes == 0 || unit.Bytes == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / unit.Bytes}{unit.Name}");
    }

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Form();
}
