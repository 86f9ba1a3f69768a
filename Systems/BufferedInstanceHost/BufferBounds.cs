using System.Globalization;
using Eval.Systems.Sdk.Hosting;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>The bounds of the buffer, from the environment; where it says nothing, those of a small box.</summary>
internal static class BufferBounds
{
    /// <summary>The most events, EVAL_BUFFER_EVENTS.</summary>
    public static int Events => (int)Math.Min(int.MaxValue, Number(HostVariable.BufferEvents) ?? 1024);

    /// <summary>The most bytes of them, EVAL_BUFFER_BYTES.</summary>
    public static long Bytes => Number(HostVariable.BufferBytes) ?? (8 << 20);

    private static long? Number(string variable) =>
        long.TryParse(
            Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
        && number > 0
            ? number
            : null;
}
