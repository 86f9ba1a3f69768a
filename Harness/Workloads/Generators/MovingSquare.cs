namespace Eval.Harness.Workloads.Generators;

/// <summary>A white square on black that moves to the right by <see cref="Step"/> pixels a frame, and comes in again at
/// the left. Its side is a quarter of the frame's height or width, whichever is less, and at least one pixel.</summary>
public static class MovingSquare
{
    /// <summary>Pixels that the square moves from one frame to the next.</summary>
    public const int Step = 2;

    private const int PixelBytes = 3;

    /// <summary>The square's side in a frame of that size.</summary>
    public static int Side(int width, int height) => Math.Max(1, Math.Min(width, height) / 4);

    /// <summary>How many pixels differ between a frame and the next: those that the square leaves and those that it
    /// enters, in closed form. Frames must be at least a side and a step wider than the square.</summary>
    public static int ChangedPixels(int width, int height)
    {
        var side = Side(width, height);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, (2 * side) + Step);
        return 2 * side * Math.Min(side, Step);
    }

    /// <summary>The frame of that number, packed RGB.</summary>
    public static byte[] Frame(int width, int height, int number)
    {
        var frame = new byte[PixelBytes * width * height];
        var side = Side(width, height);
        var top = (height - side) / 2;
        for (var row = top; row < top + side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var x = (int)((((long)number * Step) + column) % width);
                frame.AsSpan(PixelBytes * ((row * width) + x), PixelBytes).Fill(byte.MaxValue);
            }
        }

        return frame;
    }
}
