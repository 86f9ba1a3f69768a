using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.FaasHost;

/// <summary>The probes of the streams that this instance has served, a bounded number.</summary>
internal sealed class StreamProbes
{
    private const int MaximumStreams = 256;

    private readonly Dictionary<string, Probe> _byStream = new(StringComparer.Ordinal);

    /// <summary>The probe of that request's stream, made at its first request.</summary>
    /// <exception cref="BadHttpRequestException">There are too many streams, or too many events.</exception>
    public Probe Of(RequestHead head)
    {
        lock (_byStream)
        {
            if (_byStream.TryGetValue(head.Stream, out var known))
            {
                return known;
            }

            if (_byStream.Count == MaximumStreams || head.ExpectedEvents > Probe.MaximumCapacity)
            {
                throw new BadHttpRequestException(
                    $"no probe for {head.ExpectedEvents} events in stream {_byStream.Count + 1} of this instance");
            }

            return _byStream[head.Stream] = new Probe(head.ExpectedEvents);
        }
    }

    /// <summary>The same of one stream alone, which is then forgotten; none where it is not known.</summary>
    public IReadOnlyList<StreamEvent> Take(string stream)
    {
        lock (_byStream)
        {
            return _byStream.Remove(stream, out var probe) ? [Trailer(0, stream, probe)] : [];
        }
    }

    /// <summary>One event per stream: its name as a header, its probe log as the payload.</summary>
    public IReadOnlyList<StreamEvent> Trailers()
    {
        lock (_byStream)
        {
            return
                [.. _byStream.Select((entry, index) => Trailer(index, entry.Key, entry.Value))];
        }
    }

    private static StreamEvent Trailer(int index, string stream, Probe probe) => new(
        index, ProbeLog.Encode(probe.Records), new EventHeaders([new(FaasProtocol.StreamHeader, stream)]));
}
