using System.Text;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>The text of an error frame, which is not believed to keep its bound by itself.</summary>
internal static class ErrorText
{
    /// <summary>The most bytes of it.</summary>
    public const int MaximumBytes = 4 * 1024;

    /// <summary>With what the text of a host begins that ran no user code.</summary>
    public const string NotStarted = "not started";

    private const int LongestCharacterBytes = 4;

    /// <summary>As much of a UTF-8 text as may be in it, cut between two characters.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (text.Length <= MaximumBytes)
        {
            return text;
        }

        // What is no UTF-8 has no such place, and is cut anywhere.
        var end = MaximumBytes;
        while (end > MaximumBytes - LongestCharacterBytes && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>The text of a frame.</summary>
    public static string Read(in Frame frame) => Encoding.UTF8.GetString(Cut(frame.Body.Span));
}
