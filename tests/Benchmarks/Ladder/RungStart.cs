using Eval.Systems.Sdk;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Ladder;

/// <summary>Starts a stream at a control plane.</summary>
internal sealed class RungStart(Rung rung, string controlPlane, Frames frames)
{
    private const int WarmUpStreams = 3;

    // Methods are compiled a second time after 30 calls.
    private const int WarmUpEvents = 40;

    private readonly string _path = rung.SocketPath(controlPlane);

    /// <summary>Complete streams before the first measurement, as the adapter has them: none pays for just-in-time
    /// compilation or an empty page cache.</summary>
    public void WarmUp()
    {
        for (var i = 0; i < WarmUpStreams; i++)
        {
            using var producer = new Producer();
            producer.Begin(_path, Openings.Next(rung.Name, WarmUpEvents), new StreamEvent(0, frames.Rgb(0)));
            for (var sequence = 1; sequence < WarmUpEvents; sequence++)
            {
                _ = producer.Output();
                producer.Send(new StreamEvent(sequence, frames.Rgb(sequence)));
            }

            _ = producer.Output();
            producer.End();
        }
    }

    /// <summary>From connect to the whole first output, milliseconds. The stream is then completed.</summary>
    /// <exception cref="IOException">The stream broke, or its output is wrong.</exception>
    public double Measure(long number)
    {
        using var producer = new Producer();
        var opening = Openings.Next(rung.Name, events: 1);
        var item = new StreamEvent(number, frames.Rgb(number));
        var startNs = MonotonicClock.NowNs;
        producer.Begin(_path, opening, item);
        var output = producer.Output();
        var endNs = MonotonicClock.NowNs;
        if (output.Sequence != number || !frames.IsGrey(number, output.Payload.Span))
        {
            throw new IOException($"{rung.Name}: a wrong output for frame {number}");
        }

        producer.End();
        return (endNs - startNs) / 1e6;
    }
}
