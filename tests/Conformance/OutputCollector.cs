using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Tests.Conformance;

/// <summary>Keeps every output with its bytes, and runs a look at the system when the first one has come.</summary>
internal sealed class OutputCollector(Action atFirst) : IStreamObserver
{
    private readonly List<(long Sequence, byte[] Payload)> _outputs = [];
    private readonly Dictionary<long, long> _sentNs = [];
    private readonly Lock _gate = new();

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<(long Sequence, byte[] Payload)> Outputs
    {
        get
        {
            lock (_gate)
            {
                return [.. _outputs];
            }
        }
    }

    /// <summary>When that event left.</summary>
    public long SentNs(long sequence)
    {
        lock (_gate)
        {
            return _sentNs[sequence];
        }
    }

    /// <summary>How many events have left.</summary>
    public int SentCount
    {
        get
        {
            lock (_gate)
            {
                return _sentNs.Count;
            }
        }
    }

    public void Sent(long sequence, long nowNs)
    {
        lock (_gate)
        {
            _sentNs.TryAdd(sequence, nowNs);
        }
    }

    public void Returned(StreamEvent output, long nowNs)
    {
        bool first;
        lock (_gate)
        {
            first = _outputs.Count == 0;
            _outputs.Add((output.Sequence, output.Payload.ToArray()));
        }

        if (first)
        {
            atFirst();
        }
    }
}
