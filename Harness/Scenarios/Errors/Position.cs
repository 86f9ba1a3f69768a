namespace Eval.Harness.Scenarios.Errors;

/// <summary>A place in a file; lines and columns count from 1, columns in UTF-16 units.</summary>
internal readonly record struct Position(long Line, long Column) : IComparable<Position>
{
    /// <summary>Where a mistake of the whole file is shown.</summary>
    public static Position Start { get; } = new(1, 1);

    /// <summary>The place of the character at <paramref name="index"/>.</summary>
    public static Position Of(ReadOnlySpan<char> text, int index)
    {
        var before = text[..index];
        return new Position(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    /// <inheritdoc />
    public int CompareTo(Position other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
