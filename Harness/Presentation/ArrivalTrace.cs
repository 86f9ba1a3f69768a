using System.Globalization;
using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Storage;

namespace Eval.Harness.Presentation;

/// <summary>When the streams of a run came, as a trace that arrivals of the kind <c>trace</c> replay: one column,
/// arrival_s, from the first stream on.</summary>
public static class ArrivalTrace
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Writes it, whole or not at all; times to the nanosecond.</summary>
    /// <param name="path">The file.</param>
    /// <param name="streams">At least one.</param>
    public static void Write(string path, IEnumerable<Measure> streams)
    {
        long[] times = [.. streams.Select(stream => stream.T0Ns).Order()];
        var text = new StringBuilder("arrival_s\n");
        foreach (var timeNs in times)
        {
            var (seconds, rest) = Math.DivRem(timeNs - times[0], NanosecondsPerSecond);
            text.Append(CultureInfo.InvariantCulture, $"{seconds}.{rest:000000000}\n");
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
