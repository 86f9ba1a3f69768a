using Eval.Systems.Sdk;

namespace Eval.Systems.Faas;

/// <summary>Collects what the next account will say.</summary>
internal sealed class AccountBook
{
    private const int MaximumInstances = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<InstanceAccount> _ended = new();
    private long _requests;
    private long? _admitNs;
    private long? _servedNs;
    private TimeSpan _cpuBefore;

    /// <summary>A request arrived.</summary>
    public void Arrived()
    {
        lock (_gate)
        {
            if (_requests++ == 0)
            {
                _admitNs = MonotonicClock.NowNs;
                _cpuBefore = Environment.CpuUsage.TotalTime;
            }
        }
    }

    /// <summary>A request got its turn.</summary>
    public void Served()
    {
        lock (_gate)
        {
            _servedNs ??= MonotonicClock.NowNs;
        }
    }

    /// <summary>An instance was reaped.</summary>
    public void Ended(InstanceAccount instance)
    {
        lock (_gate)
        {
            _ended.Enqueue(instance);
            if (_ended.Count > MaximumInstances)
            {
                _ended.Dequeue();
            }
        }
    }

    /// <summary>Closes the book, and opens the next.</summary>
    public GatewayAccount Take()
    {
        lock (_gate)
        {
            var account = new GatewayAccount
            {
                Requests = _requests,
                AdmitNs = _admitNs,
                QueueSeconds = (_servedNs - _admitNs) / 1e9,
                ControlCpuSeconds = _requests == 0 ? 0 : (Environment.CpuUsage.TotalTime - _cpuBefore).TotalSeconds,
                Instances = [.. _ended],
            };
            _ended.Clear();
            (_requests, _admitNs, _servedNs) = (0, null, null);
            return account;
        }
    }
}
