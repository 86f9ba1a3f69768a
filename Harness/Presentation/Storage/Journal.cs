using System.Text.Json;

namespace Eval.Harness.Presentation.Storage;

/// <summary>
/// What a run has so far, such as the <see cref="Model.Timeline"/> of each trial that has ended: one record a line,
/// flushed to the disk before the next trial starts, so that a killed run keeps its rows. A last line without its
/// newline was torn by a kill and does not count.
/// </summary>
public sealed class Journal<TRecord> : IDisposable
{
    private readonly FileStream _file;
    private readonly bool _isFlushed;

    /// <summary>Goes on at the file's end.</summary>
    internal Journal(FileStream file, bool isFlushed) => (_file, _isFlushed) = (file, isFlushed);

    /// <summary>Adds one record; on return it is on the disk. When that fails, as on a full disk, nothing of it is.
    /// </summary>
    public void Append(TRecord record)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Line);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = JournalFile.Newline;
        var whole = _file.Length;
        try
        {
            _file.Write(line);
            _file.Flush(_isFlushed);
        }
        catch
        {
            _file.SetLength(whole);
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
