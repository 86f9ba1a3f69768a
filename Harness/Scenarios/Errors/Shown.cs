using System.Globalization;
using System.Text;

namespace Eval.Harness.Scenarios.Errors;

/// <summary>Text from a file as it may appear in a message: quoted, short, and unable to steer a terminal.</summary>
internal static class Shown
{
    private const int MaximumRunes = 40;

    /// <summary>The text in single quotes, at most 40 characters of it, everything unprintable as U+XXXX.</summary>
    public static string Quoted(string text)
    {
        var shown = new StringBuilder("'");
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == MaximumRunes)
            {
                shown.Append('…');
                break;
            }

            if (IsPrintable(rune))
            {
                shown.Append(rune);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            }
        }

        return shown.Append('\'').ToString();
    }

    /// <summary>Whether the character has a glyph, or is the plain space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
