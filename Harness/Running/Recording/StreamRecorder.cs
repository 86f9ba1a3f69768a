using Eval.Harness.Workloads;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Recording;

/// <summary>
/// The producer's stamps of one stream, in memory that is there before the stream starts. Payloads are reduced to a
/// 128-bit hash at once, so that checking them needs no copies.
/// </summary>
internal sealed class StreamRecorder : IStreamObserver, IDisposable
{
    /// <summary>Outputs beyond this many per input are counted and not kept.</summary>
    private const int OutputsPerInput = 64;

    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(2);

    private readonly long[] _createdNs;
    private readonly long[] _sentNs;
    private readonly List<ReturnedOutput> _outputs;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _answered = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly ManualResetEventSlim _noLookDue = new(true);
    private int _looksDue;

    public StreamRecorder(int events)
    {
        _createdNs = new long[events];
        _sentNs = new long[events];
        _outputs = new List<ReturnedOutput>(events);
    }

    /// <summary>Told, on whatever thread, when somebody should look at the stream's instances, who then says
    /// <see cref="Looked"/>; null: whoever looks waits for <see cref="FirstReturned"/> and <see cref="AwaitAnother"/>.
    /// </summary>
    public Action<StreamRecorder>? LookWanted { get; init; }

    /// <summary>Set when the first output has come back.</summary>
    public ManualResetEventSlim FirstReturned { get; } = new(false);

    /// <summary>How many outputs came back in all.</summary>
    public long ReturnedCount { get; private set; }

    /// <summary>The outputs in the order of their arrival.</summary>
    public IReadOnlyList<ReturnedOutput> Outputs
    {
        get
        {
            lock (_gate)
            {
                return [.. _outputs];
            }
        }
    }

    public void Created(int sequence, long nowNs) => _createdNs[sequence] = nowNs;

    public void Sent(long sequence, long nowNs)
    {
        if (sequence >= 0 && sequence < _sentNs.Length && Volatile.Read(ref _sentNs[sequence]) == 0)
        {
            Volatile.Write(ref _sentNs[sequence], nowNs);
        }
    }

    public void Returned(StreamEvent output, long nowNs)
    {
        var hash = PayloadHash.Of(output.Payload.Span);
        lock (_gate)
        {
            if (ReturnedCount++ == 0)
            {
                LookIsDue();
            }

            if (_outputs.Count < OutputsPerInput * _createdNs.Length)
            {
                _outputs.Add(new ReturnedOutput(output.Sequence, nowNs, hash));
            }
        }

        FirstReturned.Set();
    }

    public void Answered(string instanceId)
    {
        lock (_gate)
        {
            if (!_answered.Add(instanceId) || _answered.Count == 1)
            {
                return;
            }

            LookIsDue();
        }

        _more.Release();
    }

    /// <summary>Holds a system up until whoever looks at its instances has done so.</summary>
    public void Ending() => _noLookDue.Wait(LookLimit);

    /// <summary>Instances have been looked at after the first output, or after <see cref="AwaitAnother"/>.</summary>
    public void Looked()
    {
        lock (_gate)
        {
            if (--_looksDue == 0)
            {
                _noLookDue.Set();
            }
        }
    }

    /// <summary>Blocks until an instance has answered that is neither the first nor one waited for before.</summary>
    public void AwaitAnother(CancellationToken cancellation) => _more.Wait(cancellation);

    /// <summary>When that event was made, or null.</summary>
    public long? CreatedNs(int sequence) => Stamp(_createdNs[sequence]);

    /// <summary>When its first byte left, or null.</summary>
    public long? SentNs(int sequence) => Stamp(Volatile.Read(ref _sentNs[sequence]));

    public void Dispose()
    {
        FirstReturned.Dispose();
        _more.Dispose();
        _noLookDue.Dispose();
    }

    private void LookIsDue()
    {
        _looksDue++;
        _noLookDue.Reset();
        LookWanted?.Invoke(this);
    }

    private static long? Stamp(long ns) => ns == 0 ? null : ns;
}
