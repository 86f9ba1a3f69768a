using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of a scenario: null where the file has no value or a wrong one. Rules see this rather
/// than the finished record, so that one mistake does not hide the next.</summary>
internal sealed class ScenarioDraft
{
    /// <summary>A scenario in which only the optional keys matter: the record is where their defaults are
    /// written.</summary>
    public static Scenario Defaults { get; } = new()
    {
        Name = "",
        Seed = 0,
        Workload = new WorkloadSpec("", 0, new Dictionary<string, string>()),
        Function = "",
        Durations = [],
        Repetitions = 0,
        Systems = [],
    };

    /// <summary>The bundled functions, for messages that name them.</summary>
    public IReadOnlyList<KindDescription> KnownFunctions { get; init; } = [];

    /// <summary>The slug.</summary>
    public string? Name { get; set; }

    /// <summary>The line for people.</summary>
    public string Description { get; set; } = Defaults.Description;

    /// <summary>The seed.</summary>
    public ulong? Seed { get; set; }

    /// <summary>What is streamed.</summary>
    public WorkloadDraft Workload { get; set; } = new();

    /// <summary>The functions.</summary>
    public Located<IReadOnlyList<FunctionStage>>? Function { get; set; }

    /// <summary>Where outputs go; null where the file does not say, and they go to the producer.</summary>
    public Located<(OutputTarget Target, string Subject)>? Output { get; set; }

    /// <summary>Nominal durations.</summary>
    public IReadOnlyList<Located<TimeSpan>> Durations { get; set; } = [];

    /// <summary>Valid trials wanted in each cell, and when there may be more.</summary>
    public Located<(int Least, AdaptiveRepetitions? Adaptive)>? Repetitions { get; set; }

    /// <summary>The most repetitions that a cell can take; null where the file has none.</summary>
    public Located<int>? MostRepetitions => Repetitions is { } repetitions
        ? new Located<int>(repetitions.At, repetitions.Value.Adaptive?.Maximum ?? repetitions.Value.Least)
        : null;

    /// <summary>The label that others are compared with.</summary>
    public Located<string>? Reference { get; set; }

    /// <summary>Thresholds.</summary>
    public IReadOnlyList<Located<ExpectationDraft>> Expectations { get; set; } = [];

    /// <summary>When many streams come at once.</summary>
    public Located<FleetDraft>? Fleet { get; set; }

    /// <summary>How streams come.</summary>
    public Located<ArrivalDraft>? Arrivals { get; set; }

    /// <summary>What streams are billed by.</summary>
    public IReadOnlyList<Located<PriceDraft>> Prices { get; set; } = [];

    /// <summary>The axes of a break-even map.</summary>
    public Located<BreakEvenDraft>? BreakEven { get; set; }

    /// <summary>What is killed while a stream runs.</summary>
    public IReadOnlyList<Located<FaultDraft>> Faults { get; set; } = [];

    /// <summary>The labels, without what a matrix added.</summary>
    public IReadOnlyList<string> Labels =>
        [.. Systems.Select(system => system.Value.Name?.Value.Split('[')[0]).OfType<string>().Distinct()];

    /// <summary>The systems, in the file's order.</summary>
    public IReadOnlyList<Located<SystemDraft>> Systems { get; set; } = [];

    /// <summary>How function hosts are compiled.</summary>
    public string Build { get; set; } = Defaults.Build;

    /// <summary>Idle time before each trial.</summary>
    public TimeSpan Pause { get; set; } = Defaults.Pause;

    /// <summary>The most time that a trial may take beyond its duration.</summary>
    public TimeSpan Deadline { get; set; } = Defaults.Deadline;

    /// <summary>Whether a system has that label, with or without what a matrix added.</summary>
    public bool HasSystem(string label) => Labelled(label).Any();

    /// <summary>The finished record; only for a draft without a mistake.</summary>
    public Scenario ToScenario(string sourceText) => new()
    {
        Name = Name!,
        Description = Description,
        Seed = Seed!.Value,
        Workload = new WorkloadSpec(Workload.Kind!.Value.Value, Workload.Rate!.Value.Value, Workload.Options),
        Function = string.Join(" > ", Function!.Value.Value.Select(stage => stage.Name)),
        Stages = Function.Value.Value,
        Output = Output?.Value.Target ?? OutputTarget.Producer,
        OutputSubject = Output?.Value.Subject ?? "",
        Durations = [.. Durations.Select(duration => duration.Value)],
        Repetitions = Repetitions!.Value.Value.Least,
        Adaptive = Repetitions.Value.Value.Adaptive,
        Reference = Reference is { } reference ? ReferenceLabel(reference.Value) : "",
        Expectations =
        [
            .. from expectation in Expectations
               from system in Labelled(expectation.Value.System!.Value.Value)
               select ToExpectation(expectation.Value, system.Label!),
        ],
        Systems = [.. Systems.Select(system => ToSpec(system.Value))],
        Fleet = Fleet?.Value.ToSpec(),
        Arrivals = Arrivals?.Value.ToSpec(),
        Prices =
        [
            .. from price in Prices
               from system in Labelled(price.Value.System!.Value.Value)
               select price.Value.ToSpec(system.Label!),
        ],
        BreakEven = BreakEven?.Value.ToSpec(),
        Faults =
        [
            .. from fault in Faults
               from system in Labelled(fault.Value.System?.Value)
               select fault.Value.ToSpec(system.Label!),
        ],
        Build = Build,
        Pause = Pause,
        Deadline = Deadline,
        SourceText = sourceText,
    };

    /// <summary>The systems of that label, with or without what a matrix added; null: all.</summary>
    public IEnumerable<SystemDraft> Labelled(string? label) => Systems.Select(system => system.Value).Where(system =>
        label is null || (system.Name is { } name && (name.Value == label || system.Label == label
            || name.Value.StartsWith(label + "[", StringComparison.Ordinal))));

    // What a matrix adds differs from system to system; then the file's own word stands for all of them.
    private string ReferenceLabel(string label) =>
        Labelled(label).First() is var system && system.Name!.Value.Value == label ? system.Label! : label;

    private static Expectation ToExpectation(ExpectationDraft draft, string label) => new(
        label,
        draft.Metric!.Value.Value,
        draft.Duration?.Value,
        draft.Statistic,
        Limit(draft.Below, draft.Unit),
        Limit(draft.Above, draft.Unit));

    private static double? Limit(Located<string>? limit, string unit) => limit is not { } text ? null : unit switch
    {
        "s" => (double)(DurationText.ParseTicks(text.Value)!.Value / TimeSpan.TicksPerSecond),
        "ms" => (double)(DurationText.ParseTicks(text.Value)!.Value / TimeSpan.TicksPerMillisecond),
        _ => double.Parse(text.Value, CultureInfo.InvariantCulture),
    };

    private static SystemSpec ToSpec(SystemDraft system) =>
        new(system.Label!, system.Kind!.Value.Value, system.Options);
}
