using System.Buffers.Binary;
using System.Text;

namespace Eval.Systems.Sandboxes.Programs;

/// <summary>What an executable needs to be loaded, from its ELF header (elf(5), 64-bit little-endian).</summary>
internal static class ElfFile
{
    private const int HeaderBytes = 64;
    private const int EntryBytes = 56;
    private const uint InterpreterSegment = 3;

    /// <summary>Whether it is an ELF executable that loads nothing.</summary>
    public static bool IsStatic(string path)
    {
        using var file = File.OpenRead(path);
        return IsElf(Header(file)) && Interpreter(path) is null;
    }

    /// <summary>Its dynamic loader, or null where it has none or is no ELF file.</summary>
    public static string? Interpreter(string path)
    {
        using var file = File.OpenRead(path);
        var header = Header(file);
        if (!IsElf(header))
        {
            return null;
        }

        var entry = new byte[EntryBytes];
        var offset = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        for (var i = 0; i < count; i++)
        {
            file.Position = offset + (i * EntryBytes);
            file.ReadExactly(entry);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == InterpreterSegment)
            {
                return ReadText(file, entry);
            }
        }

        return null;
    }

    private static bool IsElf(byte[] header) => header.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8);

    private static byte[] Header(FileStream file)
    {
        var header = new byte[HeaderBytes];
        file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        return header;
    }

    private static string ReadText(FileStream file, byte[] entry)
    {
        const long Limit = 4096;
        var text = new byte[Math.Min(Limit, BinaryPrimitives.ReadInt64LittleEndian(entry.AsSpan(32)))];
        file.Position = BinaryPrimitives.ReadInt64LittleEndian(entry.AsSpan(8));
        file.ReadExactly(text);
        return Encoding.UTF8.GetString(text).TrimEnd('\0');
    }
}
