using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What has happened on a server since its start.</summary>
internal sealed class ServerCounters
{
    private readonly long[] _byOutcome = new long[Enum.GetValues<EndKind>().Length];
    private readonly long[] _byCode = new long[Enum.GetValues<EndCode>().Length];
    private long _connections;

    /// <summary>Connections accepted.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Ended(EndKind outcome, EndCode code)
    {
        Interlocked.Increment(ref _byOutcome[(int)outcome]);
        Interlocked.Increment(ref _byCode[(int)code]);
    }

    /// <summary>Ended streams by outcome.</summary>
    public IReadOnlyDictionary<EndKind, long> ByOutcome() =>
        Enum.GetValues<EndKind>().ToDictionary(kind => kind, kind => Interlocked.Read(ref _byOutcome[(int)kind]));

    /// <summary>Ended streams by code.</summary>
    public IReadOnlyDictionary<EndCode, long> ByCode() =>
        Enum.GetValues<EndCode>().ToDictionary(code => code, code => Interlocked.Read(ref _byCode[(int)code]));
}
