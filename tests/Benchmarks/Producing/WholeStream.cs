using Eval.Systems.Sdk;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>A stream of one event from connect to report, its output checked.</summary>
internal sealed class WholeStream(string function, string socketPath, Frames frames)
{
    private int _last;

    /// <summary>Runs one on the calling thread.</summary>
    /// <exception cref="IOException">It broke, or its output is wrong.</exception>
    public void Run()
    {
        var number = Interlocked.Increment(ref _last);
        using var producer = new Producer();
        producer.Begin(socketPath, Openings.Next(function, events: 1), new StreamEvent(0, frames.Rgb(number)));
        if (!frames.IsGrey(number, producer.Output().Payload.Span))
        {
            throw new IOException("a wrong output");
        }

        producer.End();
    }
}
