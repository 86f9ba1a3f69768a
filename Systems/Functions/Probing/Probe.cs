using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Probing;

/// <summary>
/// The one probe, inside the user function: a preallocated record per input, taken with two clock reads an event, and
/// read out after the end of the stream. One probe belongs to one stream in one instance; calls do not overlap.
/// </summary>
public sealed class Probe
{
    /// <summary>The most inputs that a probe will hold records for.</summary>
    public const int MaximumCapacity = 1 << 22;

    private readonly ProbeRecord[] _records;

    /// <summary>Makes room for the inputs 0 … <paramref name="capacity"/> − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or above <see cref="MaximumCapacity"/>.</exception>
    public Probe(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaximumCapacity);
        _records = new ProbeRecord[capacity];
    }

    /// <summary>Inputs whose sequence lies outside the capacity: counted, not recorded.</summary>
    public long Strangers { get; private set; }

    /// <summary>The function's code sees this input now. Gives false where it is a repeated delivery.</summary>
    public bool Received(long sequence) => Received(sequence, MonotonicClock.NowNs);

    /// <summary>The function's code saw this input at that time.</summary>
    public bool Received(long sequence, long nowNs)
    {
        if (!Holds(sequence))
        {
            Strangers++;
            return false;
        }

        ref var record = ref _records[sequence];
        var first = record.Deliveries == 0;
        record = first
            ? new ProbeRecord(sequence, nowNs, 0, 0, 1)
            : record with { Deliveries = record.Deliveries + 1 };
        return first;
    }

    /// <summary>An output (the latest so far) of this input's first delivery was handed over now.</summary>
    public void HandedOver(long sequence)
    {
        if (Holds(sequence))
        {
            ref var record = ref _records[sequence];
            record = record with { ProcessedNs = MonotonicClock.NowNs, Outputs = record.Outputs + 1 };
        }
    }

    /// <summary>The step for this input is over; a stamp is taken where no output gave one.</summary>
    public void Finished(long sequence)
    {
        if (Holds(sequence) && _records[sequence].ProcessedNs == 0)
        {
            ref var record = ref _records[sequence];
            record = record with { ProcessedNs = MonotonicClock.NowNs };
        }
    }

    /// <summary>The step for this input returned now, with that many outputs.</summary>
    public void Returned(long sequence, int outputs)
    {
        if (Holds(sequence))
        {
            ref var record = ref _records[sequence];
            record = record with { ProcessedNs = MonotonicClock.NowNs, Outputs = outputs };
        }
    }

    /// <summary>The records of all inputs that were delivered, by sequence.</summary>
    public IReadOnlyList<ProbeRecord> Records => [.. _records.Where(record => record.Deliveries > 0)];

    /// <summary>The record of that input so far; null where it was not delivered, or has no place.</summary>
    public ProbeRecord? Find(long sequence) =>
        Holds(sequence) && _records[sequence].Deliveries > 0 ? _records[sequence] : null;

    private bool Holds(long sequence) => sequence >= 0 && sequence < _records.Length;
}
