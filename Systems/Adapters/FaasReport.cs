using Eval.Systems.Abstractions;
using Eval.Systems.Faas;

namespace Eval.Systems.Adapters;

/// <summary>Puts the gateway's account into a stream's report.</summary>
internal static class FaasReport
{
    /// <summary>The client's report, completed by what the gateway told; without an account it stays as it is. What an
    /// instance consumes that lives on is no single stream's. A platform that puts another instance in the place of one
    /// that died has completed a stream of which every request was answered: the death is told, and the log that went
    /// with the instance is missed by whoever needs its stamps.</summary>
    public static StreamReport Of(StreamRequest request, StreamReport report, GatewayAccount? account)
    {
        if (account is null)
        {
            return report;
        }

        var instances = account.Instances;
        var death = instances.Select(instance => instance.Failure).FirstOrDefault(failure => failure is not null);
        return report with
        {
            Reason = ReasonOf(report.Reason, death),
            Marks = [.. MarksOf(account)],
            Instances = [.. instances.Select(IdentityOf)],
            Trailers =
            [
                .. from instance in instances
                   where instance.Trailers.ContainsKey(request.StreamId)
                   select new InstanceTrailer(instance.InstanceId, instance.Trailers[request.StreamId]),
            ],
            QueueSeconds = account.QueueSeconds,
            Resources = instances.Any(instance => instance.TeardownNs is null) ? new ResourceUse() : new ResourceUse
            {
                CpuSeconds = instances.Sum(instance => instance.CpuSeconds),
                ControlCpuSeconds = account.ControlCpuSeconds,
                RssPeakBytes = instances.Max(instance => instance.RssPeakBytes),
                InstanceSeconds = instances.Sum(instance => (instance.TeardownNs - instance.StartedNs) / 1e9),
            },
        };
    }

    /// <summary>What the client saw, and why, where it did not say so already.</summary>
    private static string? ReasonOf(string? seen, string? death) =>
        seen is null || death is null || seen.Contains(death, StringComparison.Ordinal)
            ? seen ?? death
            : $"{seen}; {death}";

    /// <summary>Who that instance is.</summary>
    public static InstanceIdentity IdentityOf(InstanceAccount instance) => new(
        instance.InstanceId, "function", instance.ProcessId, instance.ParentProcessId, instance.StartedNs,
        instance.Executable)
    {
        Serves = instance is { ConnectNs: not null, TeardownNs: null },
    };

    /// <summary>The stream waited for the instance that was ready first, and is torn down with the last.</summary>
    private static IEnumerable<PhaseMark> MarksOf(GatewayAccount account)
    {
        var first = account.Instances.MinBy(instance => (instance.ConnectNs ?? long.MaxValue, instance.StartedNs));
        (Phase Phase, long? EndNs)[] stamps =
        [
            (Phase.Admit, account.AdmitNs),
            // The spawner may be scheduled again only after its child has begun.
            (Phase.Sandbox, first?.SandboxNs is { } boxNs ? Math.Min(boxNs, first.RuntimeNs ?? boxNs) : null),
            (Phase.Runtime, first?.RuntimeNs),
            (Phase.Connect, first?.ConnectNs),
            (Phase.Teardown, account.Instances.Max(instance => instance.TeardownNs)),
        ];
        foreach (var (phase, endNs) in stamps)
        {
            if (endNs is { } observedNs)
            {
                yield return new PhaseMark(phase, observedNs);
            }
        }
    }
}
