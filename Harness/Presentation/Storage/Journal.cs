using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Eval.Harness.Model;
using Microsoft.Win32.SafeHandles;

namespace Eval.Harness.Presentation.Storage;

/// <summary>
/// The trials of a run as they ended: one <see cref="Timeline"/> a line, flushed to the disk before the next trial
/// starts, so that a killed run keeps its rows. A last line without its newline was torn by a kill and does not count.
/// </summary>
public sealed class Journal : IDisposable
{
    private const byte Newline = (byte)'\n';
    private const int ScanBytes = 1 << 20;

    // What a full disk refused must not be written after all when the file is closed.
    private const int Unbuffered = 0;

    private readonly FileStream _file;

    private Journal(FileStream file) => _file = file;

    /// <summary>Opens or creates the journal for appending; a torn last line is cut off first.</summary>
    public static Journal Open(string path)
    {
        var file = new FileStream(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: Unbuffered);
        try
        {
            file.SetLength(WholeLength(file));
            file.Seek(0, SeekOrigin.End);
            return new Journal(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds one trial; on return it is on the disk. When that fails, as on a full disk, nothing of it is.
    /// </summary>
    public void Append(Timeline timeline)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(timeline, RecordJson.Line);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = Newline;
        var whole = _file.Length;
        try
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
        catch
        {
            _file.SetLength(whole);
            throw;
        }
    }

    /// <summary>Every trial whose line is whole, in order; on as many cores as there are.</summary>
    /// <exception cref="InvalidDataException">A whole line is no timeline; the message tells its number.</exception>
    public static IReadOnlyList<Timeline> Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            return [.. Lines(file).AsParallel().AsOrdered().Select(line => Parse(path, file, line))];
        }
        catch (AggregateException damage)
        {
            ExceptionDispatchInfo.Throw(damage.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static Timeline Parse(string path, SafeFileHandle file, Line line)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(line.Length);
        try
        {
            var json = buffer.AsSpan(0, line.Length);
            ReadExactly(file, json, line.Start);
            return JsonSerializer.Deserialize<Timeline>(json, RecordJson.Line) ?? throw new JsonException("null");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path}:{line.Number}: not a trial: {damage.Message}", damage);
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
