using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// The deadlines of a producer whose connection was handed over. The kernel ends each wait after the shorter of both
/// (SO_RCVTIMEO), so that a wait costs no further call; what has passed is judged then, and after each part of a frame.
/// </summary>
/// <param name="idleMs">Between two frames, milliseconds; 0: for ever.</param>
/// <param name="frameMs">Within a frame, milliseconds; 0: for ever.</param>
internal sealed class ProducerLimits(long idleMs, long frameMs)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private long _sinceNs;
    private bool _insideFrame;

    /// <summary>Those that the control plane told; null: none.</summary>
    public static ProducerLimits? Told()
    {
        var limits = new ProducerLimits(
            HostVariable.Number(HostVariable.IdleMilliseconds) ?? 0,
            HostVariable.Number(HostVariable.FrameMilliseconds) ?? 0);
        return limits.TickMs > 0 ? limits : null;
    }

    /// <summary>The one for an opening that was told; null: none.</summary>
    public static ProducerLimits? ForOpening() =>
        HostVariable.Number(HostVariable.HandshakeMilliseconds) is { } limit ? new ProducerLimits(limit, limit) : null;

    /// <summary>How long one wait may take, milliseconds; 0: for ever.</summary>
    public long TickMs { get; } = idleMs == 0 || frameMs == 0 ? idleMs + frameMs : Math.Min(idleMs, frameMs);

    /// <summary>A wait begins or goes on, within a frame or between two.</summary>
    /// <exception cref="ProducerTooSlowException">It has gone on for too long.</exception>
    public void Waits(bool insideFrame)
    {
        var nowNs = MonotonicClock.NowNs;
        if (_sinceNs == 0 || insideFrame != _insideFrame)
        {
            (_sinceNs, _insideFrame) = (nowNs, insideFrame);
            return;
        }

        var limitMs = insideFrame ? frameMs : idleMs;
        if (limitMs > 0 && nowNs - _sinceNs >= limitMs * NanosecondsPerMillisecond)
        {
            throw insideFrame
                ? new ProducerTooSlowException(
                    HostExit.ProducerSlow, $"the producer took over {limitMs} ms for a frame")
                : new ProducerTooSlowException(HostExit.ProducerIdle, $"the producer said nothing for {limitMs} ms");
        }
    }

    /// <summary>A whole frame was there.</summary>
    public void FrameTaken() => _sinceNs = 0;
}
