using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>Kills the instances whose stream takes too long, where no thread of the control plane waits beside the
/// function. Streams of one deployment have equal limits, so that a new one nearly always belongs at the end.</summary>
internal sealed class WallClocks : IDisposable
{
    private readonly LinkedList<Entry> _byDeadline = new();
    private bool _isClosed;

    /// <summary>Starts the thread that waits for the first deadline.</summary>
    public WallClocks() => new Thread(Watch) { IsBackground = true, Name = "wall clocks" }.Start();

    /// <summary>A stream begins.</summary>
    public LinkedListNode<Entry> Start(ISandboxedInstance instance, TimeSpan limit)
    {
        var entry = new Entry(instance, MonotonicClock.NowNs + (long)limit.TotalNanoseconds);
        lock (_byDeadline)
        {
            var before = _byDeadline.Last;
            while (before is not null && before.Value.DeadlineNs > entry.DeadlineNs)
            {
                before = before.Previous;
            }

            if (before is not null)
            {
                return _byDeadline.AddAfter(before, entry);
            }

            var node = _byDeadline.AddFirst(entry);
            Monitor.Pulse(_byDeadline);
            return node;
        }
    }

    /// <summary>A stream has ended; gives whether it was too late.</summary>
    public bool Stop(LinkedListNode<Entry> node)
    {
        lock (_byDeadline)
        {
            if (!node.Value.IsOverdue)
            {
                _byDeadline.Remove(node);
            }

            return node.Value.IsOverdue;
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        lock (_byDeadline)
        {
            _isClosed = true;
            Monitor.Pulse(_byDeadline);
        }
    }

    private void Watch()
    {
        while (true)
        {
            Entry overdue;
            lock (_byDeadline)
            {
                while (_byDeadline.First is not { } first || first.Value.DeadlineNs > MonotonicClock.NowNs)
                {
                    if (_isClosed)
                    {
                        return;
                    }

                    Monitor.Wait(_byDeadline, UntilFirst());
                }

                overdue = _byDeadline.First.Value;
                overdue.IsOverdue = true;
                _byDeadline.RemoveFirst();
            }

            overdue.Instance.Kill();
        }
    }

    private TimeSpan UntilFirst() => _byDeadline.First is { } first
        ? TimeSpan.FromMilliseconds(Math.Clamp((first.Value.DeadlineNs - MonotonicClock.NowNs) / 1e6, 1, 1e9))
        : Timeout.InfiniteTimeSpan;

    /// <summary>One stream.</summary>
    internal sealed class Entry(ISandboxedInstance instance, long deadlineNs)
    {
        public ISandboxedInstance Instance { get; } = instance;

        public long DeadlineNs { get; } = deadlineNs;

        public bool IsOverdue { get; set; }
    }
}
