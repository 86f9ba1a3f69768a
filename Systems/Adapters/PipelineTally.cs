using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>What one stream amounts to at its broker; each member has one writer.</summary>
internal sealed class PipelineTally
{
    /// <summary>The broker keeps the stream since then, or, where it did before the stream, has the producer connected
    /// (MonotonicClock nanoseconds); 0: it does not.</summary>
    public long AdmittedNs { get; private set; }

    /// <summary>Messages published, the end of stream included.</summary>
    public long Messages { get; private set; }

    /// <summary>Payload bytes published.</summary>
    public long BytesIn { get; private set; }

    /// <summary>Payload bytes that came back, without the trailer.</summary>
    public long BytesOut { get; private set; }

    /// <summary>The broker has taken the stream; the first call counts.</summary>
    public void Admitted() => AdmittedNs = AdmittedNs > 0 ? AdmittedNs : MonotonicClock.NowNs;

    /// <summary>A message is about to leave.</summary>
    public void Sent(int bytes)
    {
        Messages++;
        BytesIn += bytes;
    }

    /// <summary>An output came back.</summary>
    public void Returned(int bytes) => BytesOut += bytes;
}
