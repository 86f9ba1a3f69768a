using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Eval.Systems.HostBuilds;

/// <summary>Names what a compilation starts from: equal names mean equal inputs.</summary>
internal static class ContentHash
{
    private const int Digits = 16;

    /// <summary>16 hexadecimal digits of SHA-256 over the path from the root, the length and the bytes of each file,
    /// and over the facts, such as the SDK's version and the build mode.</summary>
    public static string Of(string root, IEnumerable<string> files, IEnumerable<string> facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var fact in facts)
        {
            Append(hash, Encoding.UTF8.GetBytes(fact));
        }

        foreach (var file in files)
        {
            Append(hash, Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file)));
            Append(hash, File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string OfFile(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>The length goes first, so that no two different lists of parts give the same bytes.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
