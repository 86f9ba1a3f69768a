using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.Trials;

/// <summary>A simulated stream as the timeline that a measured one leaves.</summary>
internal sealed class TimelineOfStream(Trial trial, ModelledSystem system, StreamRecord stream, long t0Ns)
{
    /// <summary>How rows call the executor.</summary>
    public const string ExecutorName = "simulated";

    private const string FunctionRole = "function";

    /// <summary>The stages after the first, of a workflow.</summary>
    public IReadOnlyList<StreamRecord> Later { get; init; } = [];

    private StreamRecord Last => Later.Count > 0 ? Later[^1] : stream;

    /// <summary>The timeline.</summary>
    /// <param name="teardownNs">From t2 to the end of the last process.</param>
    /// <param name="deadlineNs">The most time that the trial may take; later streams are cancelled.</param>
    public Timeline Build(long teardownNs, long deadlineNs)
    {
        var instances = Instances();
        var t2Ns = Last.Times.T2Ns;
        var late = t2Ns > deadlineNs;
        var rejected = stream.Rejected;
        return new Timeline
        {
            Trial = trial,
            Executor = ExecutorName,
            Events = [.. stream.Events.Zip(Last.Events, (seen, done) => seen with { ProcessedNs = done.ProcessedNs })
                .Select((times, sequence) => Stamps(sequence, times))],
            Stages = Later.Count == 0 ? [] : [.. Later.Prepend(stream).Select(Stage)],
            Marks = system.Promises.HasInstances
                ? [.. Marks(), new PhaseEnd(PhaseName.Teardown, t0Ns + t2Ns + teardownNs)]
                : [],
            Instances = instances,
            Outcome = late ? Outcome.Cancelled : rejected > 0 ? Outcome.Rejected : Outcome.Completed,
            OutcomeReason = late ? "the deadline ended the stream"
                : rejected > 0 ? $"{rejected} requests came to a full queue" : null,
            Promises = system.Promises,
            Observations = new Observations
            {
                ConfirmedInstances = [.. instances.Select(instance => instance.InstanceId)],
                InstancesBefore = IsWarm ? instances.Length : 0,
                DeadlinePassed = late,
            },
            Consumption = new Consumption
            {
                Requests = Requests(rejected),
                InstanceSeconds = instances.Sum(one => t0Ns + t2Ns + teardownNs - one.StartedNs) / 1e9,
            },
        };
    }

    private bool IsWarm => trial.System.Option("start") is "warm" or "running";

    private long? Requests(int rejected) => trial.System.Kind switch
    {
        "faas" or "functions-framework" => stream.Events.Count - rejected,
        "batch" => 1,
        _ => null,
    };

    /// <summary>When a batch was sent: the phase that the model calls generate comes before.</summary>
    private long GenerateNs => Lengths().Where(phase => phase.Phase == PhaseName.Generate).Sum(phase => phase.Ns);

    private StageStamps Stage(StreamRecord record, int stage) =>
        new(stage, [.. record.Events.Select((times, number) => Stamps(number, times, stage))]);

    private EventStamps Stamps(int sequence, EventTimes times, int stage = 0)
    {
        var dueNs = t0Ns + times.DueNs;
        long? seenNs = times.IsRejected ? null : t0Ns + times.SeenNs;
        long? processedNs = times.IsRejected ? null : t0Ns + times.ProcessedNs;
        var sentNs = t0Ns + times.SentNs + (system.Model.IsBatch ? GenerateNs : 0);
        return new EventStamps(
            sequence, dueNs, dueNs, sentNs, seenNs, processedNs, processedNs, times.IsRejected ? 0 : 1,
            times.IsRejected ? 0 : 1, times.IsRejected ? null : NameOf(times.Instance, stage));
    }

    /// <summary>The ends of those phases that systems observe; the others follow from the events.</summary>
    private IEnumerable<PhaseEnd> Marks()
    {
        var endNs = t0Ns + stream.Instances[0].AskedNs;
        foreach (var (phase, lengthNs) in Lengths())
        {
            endNs += lengthNs;
            if (phase is PhaseName.Admit or PhaseName.Sandbox or PhaseName.Runtime or PhaseName.Connect)
            {
                yield return new PhaseEnd(phase, endNs);
            }
        }
    }

    private IEnumerable<(PhaseName Phase, long Ns)> Lengths() => system.Model.Start.Zip(
        stream.StartPhasesNs, (phase, lengthNs) => (Enum.Parse<PhaseName>(phase.Name), lengthNs));

    /// <summary>An instance starts when its request has been admitted; a warm one was there before.</summary>
    private Instance[] Instances()
    {
        if (!system.Promises.HasInstances)
        {
            return [];
        }

        var admittedNs = Lengths()
            .Where(phase => phase.Phase is PhaseName.Generate or PhaseName.Admit)
            .Sum(phase => phase.Ns);
        return
        [
            .. Later.Prepend(stream).SelectMany((record, stage) => record.Instances.Select(
                (times, number) => new Instance(
                    NameOf(number, stage), FunctionRole, null, null,
                    IsWarm ? t0Ns - 1 : t0Ns + Math.Min(times.AskedNs + admittedNs, times.ReadyNs), "simulated"))),
        ];
    }

    /// <summary>Every row names the model that it comes from.</summary>
    private string NameOf(int instance, int stage) =>
        $"model:{system.Name}/{trial.System.Kind}/{(Later.Count == 0 ? "" : $"stage {stage}/")}{instance}";
}
