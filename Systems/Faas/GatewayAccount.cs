namespace Eval.Systems.Faas;

/// <summary>What the gateway did since its last account, that is for one stream.</summary>
public sealed record GatewayAccount
{
    /// <summary>Requests that arrived, refused ones included.</summary>
    public required long Requests { get; init; }

    /// <summary>The first request was accepted, MonotonicClock nanoseconds; null where there was none.</summary>
    public required long? AdmitNs { get; init; }

    /// <summary>How long the first request waited for its turn, seconds.</summary>
    public required double? QueueSeconds { get; init; }

    /// <summary>CPU time of the gateway since the first request, seconds.</summary>
    public required double ControlCpuSeconds { get; init; }

    /// <summary>The instances that lived and ended, in the order of their ends; the latest 4096.</summary>
    public required IReadOnlyList<InstanceAccount> Instances { get; init; }
}
