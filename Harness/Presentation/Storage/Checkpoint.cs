namespace Eval.Harness.Presentation.Storage;

/// <summary>The sessions of a simulation that have ended, kept as they end, so that one which is killed goes on where
/// it was. They come in any order, from any thread; once all of them are in the run's tables, this file is of no more
/// use.</summary>
public sealed class Checkpoint<TRecord> : IDisposable
{
    private readonly string _path;
    private readonly Journal<TRecord> _journal;
    private readonly Lock _oneAtATime = new();

    /// <summary>Opens or makes it.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message tells the line.</exception>
    public Checkpoint(string path)
    {
        _path = path;
        Recorded = File.Exists(path) ? JournalFile.Read<TRecord>(path) : [];
        _journal = JournalFile.Open<TRecord>(path, isFlushed: false);
    }

    /// <summary>What earlier parts of the run have left.</summary>
    public IReadOnlyList<TRecord> Recorded { get; }

    /// <summary>Keeps one more. What a power cut takes can be computed again: the disk is not waited for.</summary>
    public void Keep(TRecord record)
    {
        lock (_oneAtATime)
        {
            _journal.Append(record);
        }
    }

    /// <summary>Takes the file away.</summary>
    public void Delete()
    {
        _journal.Dispose();
        File.Delete(_path);
    }

    /// <inheritdoc />
    public void Dispose() => _journal.Dispose();
}
