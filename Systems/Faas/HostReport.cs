using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Eval.Systems.Faas;

/// <summary>The one line that a host says on its lifeline: <c>ready MAIN_NS READY_NS</c> or <c>failed REASON</c>.
/// </summary>
/// <param name="MainNs">Its main was entered, MonotonicClock nanoseconds.</param>
/// <param name="ReadyNs">It answers requests, MonotonicClock nanoseconds.</param>
/// <param name="Failure">Why it does not, or null.</param>
internal sealed record HostReport(long MainNs, long ReadyNs, string? Failure)
{
    private const int LongestLine = 4096;

    /// <summary>Blocks for the line; null where the other end closed without one.</summary>
    public static HostReport? Read(Socket lifeline)
    {
        var line = new byte[LongestLine];
        var length = 0;
        while (length < line.Length && !line.AsSpan(0, length).Contains((byte)'\n'))
        {
            var read = lifeline.Receive(line.AsSpan(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
        }

        return Parse(Encoding.UTF8.GetString(line.AsSpan(0, length)).TrimEnd('\n'));
    }

    /// <summary>Reads the line's words; what is no report is a failure.</summary>
    public static HostReport Parse(string line) => line.Split(' ', 2) switch
    {
        ["ready", var stamps] when stamps.Split(' ') is [var main, var ready]
            && long.TryParse(main, NumberStyles.None, CultureInfo.InvariantCulture, out var mainNs)
            && long.TryParse(ready, NumberStyles.None, CultureInfo.InvariantCulture, out var readyNs)
            => new HostReport(mainNs, readyNs, null),
        ["failed", var reason] => new HostReport(0, 0, reason),
        _ => new HostReport(0, 0, $"the host said '{line}'"),
    };
}
