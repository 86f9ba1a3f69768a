using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>Kills the instances whose stream, or whose event, takes too long, where no thread of the control plane
/// waits beside the function. Streams of one deployment have equal limits, so that a new one nearly always belongs at
/// the end.</summary>
internal sealed class WallClocks : IDisposable
{
    private readonly LinkedList<Entry> _byDeadline = new();
    private bool _isClosed;

    /// <summary>Starts the thread that waits for the first deadline.</summary>
    public WallClocks() => new Thread(Watch) { IsBackground = true, Name = "wall clocks" }.Start();

    /// <summary>A stream begins.</summary>
    /// <param name="instance">What to kill.</param>
    /// <param name="limit">How long the stream may take.</param>
    /// <param name="unread">Whether its events are taken; used under this object's lock alone.</param>
    public LinkedListNode<Entry> Start(ISandboxedInstance instance, TimeSpan limit, UnreadWatch unread)
    {
        var entry = new Entry(instance, MonotonicClock.NowNs + (long)limit.TotalNanoseconds, unread);
        var node = new LinkedListNode<Entry>(entry);
        lock (_byDeadline)
        {
            Insert(node);
        }

        return node;
    }

    /// <summary>A stream has ended; gives why it was killed, or null.</summary>
    public StreamEnd? Stop(LinkedListNode<Entry> node)
    {
        lock (_byDeadline)
        {
            if (node.List is not null)
            {
                _byDeadline.Remove(node);
            }

            return node.Value.End;
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

    private void Insert(LinkedListNode<Entry> node)
    {
        var before = _byDeadline.Last;
        while (before is not null && before.Value.DeadlineNs > node.Value.DeadlineNs)
        {
            before = before.Previous;
        }

        if (before is not null)
        {
            _byDeadline.AddAfter(before, node);
            return;
        }

        _byDeadline.AddFirst(node);
        Monitor.Pulse(_byDeadline);
    }

    private void Watch()
    {
        while (NextOverdue() is { } overdue)
        {
            overdue.Instance.Kill();
        }
    }

    /// <summary>Waits for one that has to be killed; null once it is closed.</summary>
    private Entry? NextOverdue()
    {
        lock (_byDeadline)
        {
            while (!_isClosed)
            {
                var nowNs = MonotonicClock.NowNs;
                if (_byDeadline.First is not { } first || first.Value.DeadlineNs > nowNs)
                {
                    Monitor.Wait(_byDeadline, UntilFirst());
                    continue;
                }

                _byDeadline.Remove(first);
                if (first.Value.IsOverdue(nowNs))
                {
                    return first.Value;
                }

                Insert(first);
            }

            return null;
        }
    }

    private TimeSpan UntilFirst() => _byDeadline.First is { } first
        ? TimeSpan.FromMilliseconds(Math.Clamp((first.Value.DeadlineNs - MonotonicClock.NowNs) / 1e6, 1, 1e9))
        : Timeout.InfiniteTimeSpan;

    /// <summary>One stream.</summary>
    internal sealed class Entry(ISandboxedInstance instance, long endNs, UnreadWatch unread)
    {
        public ISandboxedInstance Instance { get; } = instance;

        /// <summary>When to look at it; changes when it was looked at.</summary>
        public long DeadlineNs => Math.Min(endNs, unread.DeadlineNs);

        /// <summary>Why it is killed, once it is.</summary>
        public StreamEnd? End { get; private set; }

        public bool IsOverdue(long nowNs)
        {
            End = nowNs >= endNs ? Overdue.Stream
                : unread.IsOverdue(nowNs) ? Overdue.Event
                : null;
            return End is not null;
        }
    }
}
