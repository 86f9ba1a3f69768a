namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>Texts in reports, which come from functions and exceptions, and so may have any length.</summary>
internal static class ShortText
{
    /// <summary>The most letters: an error's text and what is said around it.</summary>
    public const int Longest = 4096 + 256;

    private const char Mark = '…';

    /// <summary>The text, or its beginning with a mark behind it.</summary>
    public static string Of(string text, int most = Longest)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var kept = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept), [Mark]);
    }
}
