using System.Globalization;

namespace Eval.Systems.Functions.Remembering;

/// <summary>What was moved between a function and the store of its state.</summary>
/// <param name="Requests">Requests to the store.</param>
/// <param name="BytesRead">Bytes of state that came from it.</param>
/// <param name="BytesWritten">Bytes of state that went to it.</param>
public readonly record struct StateTraffic(long Requests, long BytesRead, long BytesWritten)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is no traffic.</summary>
    public static StateTraffic Parse(string text) =>
        text.Split(' ') is [var requests, var read, var written]
            ? new StateTraffic(Number(requests), Number(read), Number(written))
            : default;

    /// <summary>The three numbers, with blanks between them.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Requests} {BytesRead} {BytesWritten}");

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
