using System.Collections.Concurrent;
using Eval.Systems.Sdk;

namespace Eval.Systems.Faas;

/// <summary>What the gateway knows of each stream where several share the instances: one page a stream, from its first
/// request to its end.</summary>
internal sealed class StreamPages
{
    private const int MostStreams = 65_536;

    private readonly ConcurrentDictionary<string, Page> _byStream = new(StringComparer.Ordinal);

    /// <summary>A request of that stream arrived. Beyond so many streams that never end, further ones have no account.
    /// </summary>
    public void Arrived(string stream)
    {
        if (_byStream.ContainsKey(stream) || _byStream.Count < MostStreams)
        {
            _byStream.GetOrAdd(stream, _ => new Page(MonotonicClock.NowNs)).Arrived();
        }
    }

    /// <summary>A request of that stream got its turn at an instance.</summary>
    public void Served(string stream, IFunctionInstance instance)
    {
        if (_byStream.TryGetValue(stream, out var page))
        {
            page.Served(instance);
        }
    }

    /// <summary>Closes the stream's page: its account, with its own trailer of each instance that served it. Instances
    /// live on, so that what they consume is no single stream's.</summary>
    public async Task<GatewayAccount> TakeAsync(string stream)
    {
        if (!_byStream.TryRemove(stream, out var page))
        {
            return new GatewayAccount
            {
                Requests = 0, AdmitNs = null, QueueSeconds = null, ControlCpuSeconds = 0, Instances = [],
            };
        }

        var (requests, servedNs, instances) = page.Read();
        return new GatewayAccount
        {
            Requests = requests,
            AdmitNs = page.AdmitNs,
            QueueSeconds = (servedNs - page.AdmitNs) / 1e9,
            ControlCpuSeconds = 0,
            Instances = await Task.WhenAll(instances.Select(instance => AccountAsync(instance, stream))),
        };
    }

    private static async Task<InstanceAccount> AccountAsync(IFunctionInstance instance, string stream)
    {
        var trailer = instance.Exited.IsCompleted ? null : await instance.TakeTrailerAsync(stream);
        var account = instance.Account;
        trailer ??= account.Trailers.GetValueOrDefault(stream);
        return account with
        {
            TeardownNs = null,
            CpuSeconds = null,
            RssPeakBytes = null,
            Trailers = trailer is null
                ? new Dictionary<string, byte[]>()
                : new Dictionary<string, byte[]> { [stream] = trailer },
        };
    }

    private sealed class Page(long admitNs)
    {
        private readonly Lock _gate = new();
        private readonly HashSet<IFunctionInstance> _instances = [];
        private long _requests;
        private long? _servedNs;

        public long AdmitNs => admitNs;

        public void Arrived() => Interlocked.Increment(ref _requests);

        public void Served(IFunctionInstance instance)
        {
            lock (_gate)
            {
                _servedNs ??= MonotonicClock.NowNs;
                _instances.Add(instance);
            }
        }

        public (long Requests, long? ServedNs, IFunctionInstance[] Instances) Read()
        {
            lock (_gate)
            {
                return (Interlocked.Read(ref _requests), _servedNs, [.. _instances]);
            }
        }
    }
}
