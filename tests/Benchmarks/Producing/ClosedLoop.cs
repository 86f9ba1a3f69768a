using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>Producers on threads of their own, each running whole streams of one event, one after the other.</summary>
internal sealed class ClosedLoop
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _failures = [];
    private int _completed;
    private int _failed;

    /// <summary>Streams whose output was right and whose report said completed.</summary>
    public int Completed => _completed;

    /// <summary>All other streams.</summary>
    public int Failed => _failed;

    /// <summary>How long it took, seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Completed streams a second.</summary>
    public double PerSecond => _completed / Seconds;

    /// <summary>What went wrong, and how often.</summary>
    public string Failures => string.Join(
        "; ", _failures.OrderByDescending(pair => pair.Value).Take(3).Select(pair => $"{pair.Value}× {pair.Key}"));

    /// <summary>Runs until told to stop.</summary>
    /// <param name="producers">How many threads.</param>
    /// <param name="isMore">Asked before each stream, on any thread.</param>
    /// <param name="stream">Runs one whole stream; what it throws is a failure.</param>
    public static ClosedLoop Run(int producers, Func<bool> isMore, Action stream)
    {
        var loop = new ClosedLoop();
        var startNs = MonotonicClock.NowNs;
        var threads = Enumerable.Range(0, producers)
            .Select(_ => new Thread(() => loop.Produce(isMore, stream))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        loop.Seconds = (MonotonicClock.NowNs - startNs) / 1e9;
        return loop;
    }

    /// <summary>Runs for that long.</summary>
    public static ClosedLoop RunFor(int producers, double seconds, Action stream)
    {
        var untilNs = MonotonicClock.NowNs + (long)(seconds * 1e9);
        return Run(producers, () => MonotonicClock.NowNs < untilNs, stream);
    }

    /// <summary>Runs that many streams.</summary>
    public static ClosedLoop RunCount(int producers, int count, Action stream)
    {
        var left = count;
        return Run(producers, () => Interlocked.Decrement(ref left) >= 0, stream);
    }

    private void Produce(Func<bool> isMore, Action stream)
    {
        while (isMore())
        {
            try
            {
                stream();
                Interlocked.Increment(ref _completed);
            }
            catch (Exception failure) when (failure is IOException or ProtocolException)
            {
                Interlocked.Increment(ref _failed);
                lock (_lock)
                {
                    _failures[failure.Message] = _failures.GetValueOrDefault(failure.Message) + 1;
                }
            }
        }
    }
}
