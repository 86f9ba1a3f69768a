using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Eval.Harness.Presentation.Storage;

/// <summary>Opening and reading what a <see cref="Journal{TRecord}"/> writes.</summary>
public static class JournalFile
{
    internal const byte Newline = (byte)'\n';

    private const int ScanBytes = 1 << 20;

    // What a full disk refused must not be written after all when the file is closed.
    private const int Unbuffered = 0;

    /// <summary>Opens or creates the journal for appending; a torn last line is cut off first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isFlushed">Each record is on the disk before the next; else with the kernel, which a kill does not
    /// touch, though a power cut may.</param>
    public static Journal<TRecord> Open<TRecord>(string path, bool isFlushed = true)
    {
        var file = new FileStream(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: Unbuffered);
        try
        {
            file.SetLength(WholeLength(file));
            file.Seek(0, SeekOrigin.End);
            return new Journal<TRecord>(file, isFlushed);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Every record whose line is whole, in order; on as many cores as there are.</summary>
    /// <exception cref="InvalidDataException">A whole line is no such record; the message tells its number.</exception>
    public static IReadOnlyList<TRecord> Read<TRecord>(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            return [.. Lines(file).AsParallel().AsOrdered().Select(line => Parse<TRecord>(path, file, line))];
        }
        catch (AggregateException damage)
        {
            ExceptionDispatchInfo.Throw(damage.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    private static TRecord Parse<TRecord>(string path, SafeFileHandle file, Line line)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(line.Length);
        try
        {
            var json = buffer.AsSpan(0, line.Length);
            ReadExactly(file, json, line.Start);
            return JsonSerializer.Deserialize<TRecord>(json, RecordJson.Line) ?? throw new JsonException("null");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException(
                $"{path}:{line.Number}: not a {typeof(TRecord).Name}: {damage.Message}", damage);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void ReadExactly(SafeFileHandle file, Span<byte> into, long offset)
    {
        for (var read = 0; read < into.Length;)
        {
            var count = RandomAccess.Read(file, into[read..], offset + read);
            read += count > 0 ? count : throw new EndOfStreamException("the journal became shorter");
        }
    }

    /// <summary>Where the lines are that have their newline.</summary>
    private static List<Line> Lines(SafeFileHandle file)
    {
        var lines = new List<Line>();
        var block = new byte[ScanBytes];
        var start = 0L;
        for (long offset = 0; RandomAccess.Read(file, block, offset) is > 0 and var count; offset += count)
        {
            for (var at = 0; block.AsSpan(at, count - at).IndexOf(Newline) is >= 0 and var next; at += next + 1)
            {
                var end = offset + at + next;
                lines.Add(new Line(lines.Count + 1, start, checked((int)(end - start))));
                start = end + 1;
            }
        }

        return lines;
    }

    /// <summary>The length up to and with the last newline.</summary>
    private static long WholeLength(FileStream file)
    {
        Span<byte> block = stackalloc byte[4096];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            var part = block[..(int)(end - start)];
            file.Seek(start, SeekOrigin.Begin);
            file.ReadExactly(part);
            var at = part.LastIndexOf(Newline);
            if (at >= 0)
            {
                return start + at + 1;
            }

            end = start;
        }

        return 0;
    }

    /// <summary>One line of the file, without its newline.</summary>
    private readonly record struct Line(int Number, long Start, int Length);
}
