using System.Text.Json;
using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Storage;

/// <summary>
/// The trials of a run as they ended: one <see cref="Timeline"/> a line, flushed to the disk before the next trial
/// starts, so that a killed run keeps its rows. A last line without its newline was torn by a kill and does not count.
/// </summary>
public sealed class Journal : IDisposable
{
    private const byte Newline = (byte)'\n';

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

    /// <summary>Every whole line, in order, read one by one.</summary>
    /// <exception cref="InvalidDataException">A whole line is no timeline; the message tells its number.</exception>
    public static IEnumerable<Timeline> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var whole = WholeLength(file);
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(new BoundedStream(file, whole));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            yield return Parse(path, number, line);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static Timeline Parse(string path, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Timeline>(line, RecordJson.Line) ?? throw new JsonException("null");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path}:{number}: not a trial: {damage.Message}", damage);
        }
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
}
