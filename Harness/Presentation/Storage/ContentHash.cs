using System.Security.Cryptography;

namespace Eval.Harness.Presentation.Storage;

/// <summary>SHA-256 in lower-case hexadecimal, as sha256sum prints it.</summary>
internal static class ContentHash
{
    /// <summary>Of a file.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
