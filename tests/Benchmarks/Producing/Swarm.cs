using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>
/// Drives many streams on one thread: an open loop of tasks at their due times, and between them whatever has arrived.
/// It is at most a millisecond late by its own doing; latencies count from the due time, so that shows.
/// </summary>
/// <param name="socketPath">Where the control plane listens.</param>
/// <param name="returned">Told each output: its stream, the event, and when it came.</param>
internal sealed class Swarm(string socketPath, Action<SwarmStream, StreamEvent, long> returned) : IDisposable
{
    private const int RetryNs = 1_000_000;
    private const double LatenessLimitMilliseconds = 50;

    private readonly Poller _poller = new();
    private readonly PriorityQueue<Action<long>, long> _tasks = new();
    private readonly Dictionary<int, SwarmStream> _live = [];
    private readonly List<double> _latenessMilliseconds = [];
    private readonly int[] _found = new int[1024];

    /// <summary>For whoever sends.</summary>
    public FrameBuilder Frames { get; } = new();

    /// <summary>Shows how late tasks were begun; where that is too much, nothing here says anything of the system.
    /// </summary>
    public void TellLateness(Sheet sheet)
    {
        var lateness = new Samples(_latenessMilliseconds);
        sheet.Add("generator's own lateness", "ms", lateness);
        if (!(lateness.Quantile(0.99) <= LatenessLimitMilliseconds))
        {
            sheet.Void($"the generator was late: p99 above {LatenessLimitMilliseconds} ms");
        }
    }

    /// <summary>Plans a task; it is told its due time.</summary>
    public void At(long dueNs, Action<long> task) => _tasks.Enqueue(task, dueNs);

    /// <summary>Connects a stream and sends its opening, then calls <paramref name="begun"/>; tries again a millisecond
    /// later where the listener's queue is full.</summary>
    public void Connect(SwarmStream stream, Action begun)
    {
        if (UnixConnection.TryConnectAtOnce(socketPath) is { } socket)
        {
            _poller.Add(socket.Descriptor);
            _live[socket.Descriptor] = stream;
            stream.Begin(socket, Frames);
            begun();
        }
        else
        {
            At(MonotonicClock.NowNs + RetryNs, _ => Connect(stream, begun));
        }
    }

    /// <summary>Runs until nothing is planned and no stream lives, or until that time.</summary>
    public void Run(long deadlineNs)
    {
        while ((_tasks.Count > 0 || _live.Count > 0) && MonotonicClock.NowNs < deadlineNs)
        {
            var nowNs = MonotonicClock.NowNs;
            while (_tasks.TryPeek(out var task, out var dueNs) && dueNs <= nowNs)
            {
                _tasks.Dequeue();
                _latenessMilliseconds.Add((MonotonicClock.NowNs - dueNs) / 1e6);
                task(dueNs);
            }

            Receive(TimeoutMilliseconds(deadlineNs));
        }

        foreach (var stream in _live.Values)
        {
            stream.Break("no report in time");
        }
    }

    public void Dispose() => _poller.Dispose();

    private int TimeoutMilliseconds(long deadlineNs)
    {
        var untilNs = _tasks.TryPeek(out _, out var dueNs) ? Math.Min(dueNs, deadlineNs) : deadlineNs;
        return (int)Math.Clamp((untilNs - MonotonicClock.NowNs + 999_999) / 1_000_000, 0, 1000);
    }

    private void Receive(int timeoutMilliseconds)
    {
        var count = _poller.Wait(_found, timeoutMilliseconds);
        foreach (var descriptor in _found.AsSpan(0, count))
        {
            // Taken out before it is closed: the number may be used again at once.
            if (_live.Remove(descriptor, out var stream))
            {
                stream.Receive(returned);
                if (stream.EndedNs == 0)
                {
                    _live[descriptor] = stream;
                }
            }
        }
    }
}
