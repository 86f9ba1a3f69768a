using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;

namespace Eval.Harness.Running.Recording;

/// <summary>The probe's records of a stream, from the trailers of all instances that served it.</summary>
internal sealed class ProbeStamps
{
    private readonly Dictionary<long, (ProbeRecord Record, string InstanceId)> _first = [];

    /// <summary>Why a trailer could not be read, or null.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>Records of sequences outside the stream.</summary>
    public long Strangers { get; private set; }

    /// <summary>Merges the trailers: the earliest delivery of a sequence counts, further ones add up.</summary>
    public static ProbeStamps From(IReadOnlyList<InstanceTrailer> trailers, int events)
    {
        var stamps = new ProbeStamps();
        foreach (var trailer in trailers)
        {
            try
            {
                foreach (var record in ProbeLog.Decode(trailer.Bytes.Span))
                {
                    stamps.Add(record, trailer.InstanceId, events);
                }
            }
            catch (FormatException broken)
            {
                stamps.Unreadable = $"trailer of {trailer.InstanceId}: {broken.Message}";
            }
        }

        return stamps;
    }

    /// <summary>What is known of that sequence, or null.</summary>
    public (ProbeRecord Record, string InstanceId)? Of(long sequence) =>
        _first.TryGetValue(sequence, out var found) ? found : null;

    private void Add(ProbeRecord record, string instanceId, int events)
    {
        if (record.Sequence < 0 || record.Sequence >= events)
        {
            Strangers++;
            return;
        }

        if (!_first.TryGetValue(record.Sequence, out var known))
        {
            _first.Add(record.Sequence, (record, instanceId));
            return;
        }

        var earlier = record.ReceivedNs < known.Record.ReceivedNs ? (record, instanceId) : known;
        var deliveries = record.Deliveries + known.Record.Deliveries;
        _first[record.Sequence] = (earlier.Item1 with { Deliveries = deliveries }, earlier.Item2);
    }
}
