using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>One stream of frames that are all distinct, drawn from a new seed at each run.</summary>
/// <param name="EarliestNs">Before this nothing of it may have left.</param>
/// <param name="Frames">What was sent.</param>
/// <param name="Collector">What came back, and when what left.</param>
/// <param name="Report">What the system told.</param>
internal sealed record Streaming(long EarliestNs, byte[][] Frames, OutputCollector Collector, StreamReport Report)
{
    /// <summary>How many frames.</summary>
    public const int Events = 30;

    private const long PeriodNs = 20_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Sends one to its end.</summary>
    /// <param name="rig">The system.</param>
    /// <param name="atFirst">Called when the first output has come.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Streaming> RunAsync(Rig rig, Action atFirst, CancellationToken cancellation)
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var frames = Conformance.Frames.Random(seed, Events);
        var collector = new OutputCollector(atFirst);
        var id = $"stream-{Guid.NewGuid():N}"[..20];
        await using var stream = rig.System.Prepare(
            new StreamRequest(id, Events, Conformance.Frames.Length), collector);
        var t0Ns = MonotonicClock.NowNs;
        for (var i = 0; i < Events; i++)
        {
            PreciseWait.Until(t0Ns + (i * PeriodNs), cancellation);
            stream.Send(new StreamEvent(i, frames[i]));
        }

        stream.Complete();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Limit);
        var earliestNs = rig.System.Traits.IsBatch ? t0Ns + ((Events - 1) * PeriodNs) : t0Ns;
        return new Streaming(earliestNs, frames, collector, await stream.FinishAsync(deadline.Token));
    }
}
