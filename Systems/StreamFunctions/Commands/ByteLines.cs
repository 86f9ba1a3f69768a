namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>The lines of a stream as bytes, whatever they mean; none longer than a bound.</summary>
internal static class ByteLines
{
    private const int FirstBytes = 4096;

    /// <summary>Each line without its newline, valid until the next is pulled.</summary>
    /// <exception cref="InvalidDataException">A line is longer than allowed.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(Stream stream, int longest)
    {
        var buffer = new byte[FirstBytes];
        var (start, end) = (0, 0);
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                yield return buffer.AsMemory(start, at);
                start += at + 1;
                continue;
            }

            if (end - start > longest)
            {
                throw new InvalidDataException($"a line of more than {longest} bytes");
            }

            (buffer, start, end) = WithRoom(buffer, start, end);
            var count = stream.Read(buffer, end, buffer.Length - end);
            if (count == 0)
            {
                break;
            }

            end += count;
        }

        if (end > start)
        {
            yield return buffer.AsMemory(start, end - start);
        }
    }

    private static (byte[] Buffer, int Start, int End) WithRoom(byte[] buffer, int start, int end)
    {
        var held = end - start;
        var target = held == buffer.Length ? new byte[2 * held] : buffer;
        buffer.AsSpan(start, held).CopyTo(target);
        return (target, 0, held);
    }
}
