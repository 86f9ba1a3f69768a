using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>
/// The pool: a number of instances that wait, each for one stream. A thread of its own, which lives as long as they do,
/// replaces those that were handed out, have waited too long, or died. Where none waits, the start is cold.
/// </summary>
internal sealed class ParkedInstances : IInstanceSource, IHandingInstances, IDisposable
{
    // Later than a parked instance's first frame, so that a refill does not compete with it for a core.
    private const long RefillDelayNs = 3_000_000;

    // A function that ends at once is not started over and over.
    private const long RetryDelayNs = 1_000_000_000;

    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(2);

    private readonly List<ParkedInstance> _parked = [];
    private readonly HashSet<Task> _alive = [];
    private readonly PoolPolicy _policy;
    private readonly IInstanceSource _cold;
    private readonly IParkingLot _lot;
    private readonly long _timeToLiveNs;
    private readonly Thread _thread;
    private readonly Alarm _alarm = new();
    private long _alarmNs = long.MaxValue;
    private long _notBeforeNs;
    private bool _isStarting;
    private bool _isClosed;

    /// <summary>An empty pool.</summary>
    /// <param name="policy">How many, and how long.</param>
    /// <param name="lot">Starts them.</param>
    /// <param name="cold">Where instances come from while none waits.</param>
    public ParkedInstances(PoolPolicy policy, IParkingLot lot, IInstanceSource cold)
    {
        (_policy, _lot, _cold) = (policy, lot, cold);
        _timeToLiveNs = (long)policy.TimeToLive.TotalNanoseconds;
        _thread = new Thread(KeepFull) { IsBackground = true, Name = "pool" };
    }

    /// <summary>Starts to fill it.</summary>
    public void Open() => _thread.Start();

    /// <summary>Whether one that has waited long enough, or whose pool is closed, ends without being told: it may have
    /// taken a producer a moment ago, of which nobody here knows yet.</summary>
    public bool EndByThemselves { get; init; }

    /// <summary>One waits now; called on the pool's thread.</summary>
    public Action<ParkedInstance>? Parked { get; init; }

    /// <summary>None waits any more; called on whatever thread took the last one.</summary>
    public Action? Emptied { get; init; }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_parked)
            {
                return _parked.Count;
            }
        }
    }

    /// <inheritdoc />
    public InstanceLease Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first)
    {
        while (TakeOldest() is { } parked)
        {
            try
            {
                return parked.Lease(Math.Max(0, parked.Channel.Send(first, [], wait: false)));
            }
            catch (IOException)
            {
                // It died a moment ago.
                parked.Discard();
            }
        }

        return _cold.Acquire(deployment, stage, instanceId, first);
    }

    /// <inheritdoc />
    public InstanceLease Hand(
        FunctionStage stage, string instanceId, ReadOnlySpan<byte> first, StreamSocket producer)
    {
        while (TakeOldest() is { } parked)
        {
            try
            {
                DescriptorPassing.Send(parked.Channel, first, producer.Descriptor);
                return parked.Lease(first.Length);
            }
            catch (IOException)
            {
                // It died a moment ago.
                parked.Discard();
            }
        }

        return ((IHandingInstances)_cold).Hand(stage, instanceId, first, producer);
    }

    /// <summary>Takes out the one that serves a producer already; false where it is not here any more.</summary>
    /// <param name="parked">Which.</param>
    /// <param name="failed">It serves none, and is replaced only after a while.</param>
    public bool Take(ParkedInstance parked, bool failed = false)
    {
        bool taken;
        lock (_parked)
        {
            taken = _parked.Remove(parked);
            if (taken)
            {
                Taken(failed ? RetryDelayNs : RefillDelayNs);
                Monitor.PulseAll(_parked);
            }
        }

        return taken;
    }

    /// <summary>Those that wait, as instances.</summary>
    public InstanceSummary[] Snapshot()
    {
        lock (_parked)
        {
            return
            [
                .. _parked.Select(parked => new InstanceSummary(
                    parked.InstanceId, "", StreamState.Parked, parked.Box.ProcessId ?? 0, Environment.ProcessId,
                    parked.Box.StartIssuedNs, parked.Executable) { WasParked = true }),
            ];
        }
    }

    /// <summary>Ends all that wait, and returns when no start is under way, or after some seconds. Those that were
    /// handed out go on, and the pool's thread with them.</summary>
    public void Dispose()
    {
        Task[] ending;
        lock (_parked)
        {
            _isClosed = true;
            WakeAt(0);

            // Each ends by itself, or is taken out since it told of a producer.
            AwaitWhile(() => EndByThemselves && _parked.Count > 0);
            ending = [.. _parked.Select(parked => parked.Box.Exited)];
            _parked.ForEach(parked => parked.Discard());
            _parked.Clear();

            // Whoever closes the pool frees its sandbox next, of which a start uses the cgroups.
            AwaitWhile(() => _isStarting);
        }

        Task.WaitAll(ending, ClosingLimit);
    }

    /// <summary>Waits while that holds, but not for long; within the lock, of which a change tells.</summary>
    private void AwaitWhile(Func<bool> holds)
    {
        var endNs = MonotonicClock.NowNs + (long)ClosingLimit.TotalNanoseconds;
        for (var nowNs = MonotonicClock.NowNs; holds() && nowNs < endNs; nowNs = MonotonicClock.NowNs)
        {
            Monitor.Wait(_parked, TimeSpan.FromMilliseconds(Math.Ceiling((endNs - nowNs) / 1e6)));
        }
    }

    private ParkedInstance? TakeOldest()
    {
        lock (_parked)
        {
            if (_parked.Count == 0)
            {
                return null;
            }

            var oldest = _parked[0];
            _parked.RemoveAt(0);
            Taken(RefillDelayNs);
            return oldest;
        }
    }

    private void Taken(long delayNs)
    {
        _notBeforeNs = Math.Max(_notBeforeNs, MonotonicClock.NowNs + delayNs);
        WakeAt(_notBeforeNs);
        if (_parked.Count == 0)
        {
            Emptied?.Invoke();
        }
    }

    /// <summary>The pool's thread looks around then, or earlier.</summary>
    private void WakeAt(long timeNs)
    {
        if (timeNs < _alarmNs)
        {
            _alarmNs = timeNs;
            _alarm.Set(timeNs);
        }
    }

    private void KeepFull()
    {
        while (AwaitVacancy())
        {
            try
            {
                Add(_lot.Start());
            }
            catch (Exception failure) when (failure is SandboxException or IOException)
            {
                lock (_parked)
                {
                    _notBeforeNs = MonotonicClock.NowNs + RetryDelayNs;
                }
            }
            finally
            {
                lock (_parked)
                {
                    _isStarting = false;
                    Monitor.PulseAll(_parked);
                }
            }
        }

        AwaitLast();
        _alarm.Dispose();
    }

    private void Add(ParkedInstance parked)
    {
        var exited = parked.Box.Exited;
        lock (_parked)
        {
            _alive.Add(exited);
            if (_isClosed)
            {
                parked.Discard();
            }
            else
            {
                _parked.Add(parked);
            }
        }

        Parked?.Invoke(parked);
        exited.ContinueWith(
            _ => Died(parked), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>The end of the thread that started an instance is the instance's (PR_SET_PDEATHSIG).</summary>
    private void AwaitLast()
    {
        lock (_parked)
        {
            while (_alive.Count > 0)
            {
                Monitor.Wait(_parked);
            }
        }
    }

    /// <summary>Waits until one has to be started, which then is under way; false once the pool is closed.</summary>
    private bool AwaitVacancy()
    {
        while (true)
        {
            lock (_parked)
            {
                if (_isClosed)
                {
                    return false;
                }

                var nowNs = MonotonicClock.NowNs;
                while (!EndByThemselves && _parked.Count > 0 && IsOld(_parked[0], nowNs))
                {
                    _parked[0].Discard();
                    _parked.RemoveAt(0);
                }

                var isVacant = _parked.Count < _policy.Size;
                if (isVacant && nowNs >= _notBeforeNs)
                {
                    _isStarting = true;
                    return true;
                }

                _alarmNs = Math.Min(
                    isVacant ? _notBeforeNs : long.MaxValue,
                    _parked.Count > 0 && !EndByThemselves ? EndNs(_parked[0]) : long.MaxValue);
                _alarm.Set(_alarmNs);
            }

            _alarm.Await();
        }
    }

    private void Died(ParkedInstance parked)
    {
        lock (_parked)
        {
            _alive.Remove(parked.Box.Exited);
            if (_parked.Remove(parked))
            {
                parked.Free();
                Taken(IsOld(parked, MonotonicClock.NowNs) ? 0 : RetryDelayNs);
            }

            Monitor.PulseAll(_parked);
        }
    }

    private long EndNs(ParkedInstance parked) => parked.Box.StartIssuedNs + _timeToLiveNs;

    private bool IsOld(ParkedInstance parked, long nowNs) => EndNs(parked) <= nowNs;
}
