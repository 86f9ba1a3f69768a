using System.Text;

namespace Eval.Systems.Pipelines;

/// <summary>What an engine process is told on its standard input, line by line. Its end is the end of the process, so
/// that none outlives whoever started it.</summary>
internal static class InputLines
{
    /// <summary>The longest line, bytes.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>Hands over each line; returns when the input ends. A last line without its end is not handed over.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="Limit"/>.</exception>
    public static void ReadToEnd(Stream input, Action<string> each)
    {
        using var buffered = new BufferedStream(input);
        var line = new byte[Limit];
        var length = 0;
        for (var next = buffered.ReadByte(); next >= 0; next = buffered.ReadByte())
        {
            if (next == '\n')
            {
                each(Encoding.UTF8.GetString(line, 0, length));
                length = 0;
            }
            else if (length == Limit)
            {
                throw new InvalidDataException($"a line of more than {Limit} bytes");
            }
            else
            {
                line[length++] = (byte)next;
            }
        }
    }
}
