using System.Buffers;
using System.Text;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Yaml;

/// <summary>Bytes → text that is fit for the YAML parser, or the place where it is not.</summary>
internal static class SourceText
{
    /// <summary>A scenario has some thousand bytes; a megabyte is a mistake.</summary>
    public const int MaximumBytes = 1 << 20;

    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>At most one byte more than allowed, so that an endless file ends.</summary>
    public static byte[] ReadBytes(Stream stream)
    {
        var bytes = new byte[MaximumBytes + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }

    /// <summary>Strict UTF-8; null with the reason appended.</summary>
    public static string? Decode(byte[] bytes, ErrorList errors)
    {
        if (bytes.Length > MaximumBytes)
        {
            errors.Add(Position.Start, TooLarge);
            return null;
        }

        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            var before = Encoding.UTF8.GetString(bytes, 0, Math.Clamp(invalid.Index, 0, bytes.Length));
            errors.Add(Position.Of(before, before.Length), "not UTF-8 from here on; save the file as UTF-8");
            return null;
        }
    }

    /// <summary>The text without a byte order mark; null with the reason appended. Characters that YAML forbids are
    /// refused here, because the parser takes a NUL for the end of the file and would skip what follows it.</summary>
    public static string? Check(string text, ErrorList errors)
    {
        if (text.Length > MaximumBytes)
        {
            errors.Add(Position.Start, TooLarge);
            return null;
        }

        var clean = text.StartsWith(ByteOrderMark) ? text[1..] : text;
        for (var index = 0; index < clean.Length;)
        {
            var status = Rune.DecodeFromUtf16(clean.AsSpan(index), out var rune, out var length);
            if (status != OperationStatus.Done || IsForbidden(rune))
            {
                var code = ((int)clean[index]).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
                errors.Add(Position.Of(clean, index), $"the character U+{code} is not allowed in YAML");
                return null;
            }

            index += length;
        }

        return clean;
    }

    private static string TooLarge => $"larger than {MaximumBytes} bytes, the most that a scenario may have";

    private static bool IsForbidden(Rune rune) =>
        rune.Value is (< 0x20 and not ('\t' or '\n' or '\r')) or (>= 0x7F and < 0xA0 and not 0x85) or
            ByteOrderMark or 0xFFFE or 0xFFFF;
}
