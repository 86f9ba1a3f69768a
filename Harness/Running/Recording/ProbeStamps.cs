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

    /// <summary>Deliveries that were processed after another of the same sequence had been.</summary>
    public long Recomputed { get; private set; }

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

        var processed = record.ProcessedNs > 0 ? record.Deliveries : 0;
        if (!_first.TryGetValue(record.Sequence, out var known))
        {
            Recomputed += Math.Max(0, processed - 1);
            _first.Add(record.Sequence, (record, instanceId));
            return;
        }

        Recomputed += known.Record.ProcessedNs > 0 ? processed : Math.Max(0, processed - 1);
        (ProbeRecord Record, string InstanceId) told = (record, instanceId);
        var (earlier, later) = record.ReceivedNs < known.Record.ReceivedNs ? (told, known) : (known, told);
        var merged = earlier.Record with
        {
            Deliveries = record.Deliveries + known.Record.Deliveries,

            // An instance that died took the event with it: what processed it is who got it again.
            ProcessedNs = earlier.Record.ProcessedNs > 0 ? earlier.Record.ProcessedNs : later.Record.ProcessedNs,
        };
        _first[record.Sequence] = (merged, earlier.InstanceId);
    }
}
