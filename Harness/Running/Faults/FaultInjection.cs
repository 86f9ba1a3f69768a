using Eval.Harness.Model;
using Eval.Harness.Running.Observing;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Faults;

/// <summary>
/// Kills what a trial's faults say while its stream runs: each when it is due, or as soon after that as a part of that
/// kind serves the stream. After a kill it looks at the processes until the end, so that those are seen too that
/// take over from a dead one.
/// </summary>
internal sealed class FaultInjection
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly IReadOnlyList<FaultSpec> _faults;
    private readonly InstanceWitness _witness;
    private readonly Victims _victims;
    private Task<IReadOnlyList<InjectedFault>> _injected = Task.FromResult<IReadOnlyList<InjectedFault>>([]);

    private FaultInjection(IReadOnlyList<FaultSpec> faults, InstanceWitness witness, Victims victims) =>
        (_faults, _witness, _victims) = (faults, witness, victims);

    /// <summary>Gets ready for a trial's faults, before anything is timed; null where it has none.</summary>
    /// <param name="trial">Its faults.</param>
    /// <param name="system">What is hurt.</param>
    /// <param name="deployment">What it left running.</param>
    /// <param name="ofOthers">Processes of other systems.</param>
    public static FaultInjection? For(
        Trial trial, ISystemUnderTest system, Deployment deployment, IReadOnlySet<int> ofOthers)
    {
        if (trial.Faults.Count == 0)
        {
            return null;
        }

        var witness = new InstanceWitness(deployment) { OfOthers = ofOthers };
        return new FaultInjection(trial.Faults, witness, new Victims(system, deployment, witness));
    }

    /// <summary>Begins to wait for the faults.</summary>
    /// <param name="t0Ns">When the generation span begins, nanoseconds.</param>
    /// <param name="spanNs">How long it is, nanoseconds.</param>
    /// <param name="end">Cancelled when the stream is over.</param>
    public void Start(long t0Ns, long spanNs, CancellationToken end)
    {
        InjectedFault[] planned = [.. _faults.Select(
            fault => new InjectedFault(fault.Part, fault.At, t0Ns + (long)(fault.At * spanNs)))];
        _injected = Task.Run(() => InjectAsync(planned, end), CancellationToken.None);
    }

    /// <summary>What became of each fault, once the stream is over.</summary>
    public Task<IReadOnlyList<InjectedFault>> EndAsync() => _injected;

    /// <summary>Which of the told instances were seen around the kills.</summary>
    public IReadOnlyList<string> Confirmed(IReadOnlyList<InstanceIdentity> told) => _witness.Confirmed(told);

    private async Task<IReadOnlyList<InjectedFault>> InjectAsync(
        IReadOnlyList<InjectedFault> planned, CancellationToken end)
    {
        var injected = new List<InjectedFault>();
        foreach (var fault in planned)
        {
            injected.Add(await InjectAsync(fault, end));
        }

        while (injected.Exists(fault => fault.KilledNs is not null) && await IsLaterAsync(LookInterval, end))
        {
            _witness.Look();
        }

        return injected;
    }

    private async Task<InjectedFault> InjectAsync(InjectedFault fault, CancellationToken end)
    {
        if (!_victims.Has(fault.Part))
        {
            return fault with { Problem = "the system has no such part" };
        }

        // A wait is cut to whole milliseconds.
        var wait = TimeSpan.FromMilliseconds(1 + Math.Max(0, (fault.DueNs - MonotonicClock.NowNs) / 1_000_000));
        for (var isLater = await IsLaterAsync(wait, end); isLater; isLater = await IsLaterAsync(Interval, end))
        {
            if (await FindAsync(fault.Part, end) is not var (processId, name))
            {
                continue;
            }

            var (killedNs, problem) = Victims.Kill(processId);
            if (killedNs is not null || fault.Part == "broker")
            {
                return fault with { KilledNs = killedNs, Problem = problem, ProcessId = processId, InstanceId = name };
            }
        }

        return fault with { Problem = "nothing of that part served the stream from then on" };
    }

    private async Task<(int ProcessId, string Name)?> FindAsync(string part, CancellationToken end)
    {
        try
        {
            return await _victims.FindAsync(part, end);
        }
#pragma warning disable CA1031 // A system that cannot be asked now may be in a moment; its own report tells the rest.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static async Task<bool> IsLaterAsync(TimeSpan wait, CancellationToken end)
    {
        await Task.Delay(wait, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !end.IsCancellationRequested;
    }
}
