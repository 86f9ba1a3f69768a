using System.Text;

namespace Eval.Systems.Pipelines;

/// <summary>The one line that an engine process is told on its standard input; after it only the end matters.</summary>
internal static class FirstLine
{
    /// <summary>The longest line, bytes.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>Waits for the line and takes no byte beyond it. Gives null where the input ended before.</summary>
    /// <exception cref="InvalidDataException">The line is longer than <see cref="Limit"/>.</exception>
    public static string? Read(Stream input)
    {
        var line = new byte[Limit];
        for (var length = 0; length < Limit; length++)
        {
            // Byte by byte, since whatever is read too much would be missing to the one who waits for the end.
            var next = input.ReadByte();
            if (next < 0)
            {
                return null;
            }

            if (next == '\n')
            {
                return Encoding.UTF8.GetString(line, 0, length);
            }

            line[length] = (byte)next;
        }

        throw new InvalidDataException($"a line of more than {Limit} bytes");
    }
}
