namespace Eval.Systems.Adapters;

/// <summary>The last lines of a child's error output, bounded in characters.</summary>
internal sealed class BoundedText(int limit)
{
    private readonly Queue<string> _lines = new();
    private int _length;

    /// <summary>Adds a line, and forgets the oldest beyond the limit.</summary>
    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line);
            _length += line.Length;
            while (_length > limit)
            {
                _length -= _lines.Dequeue().Length;
            }
        }
    }

    /// <inheritdoc />
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }
}
