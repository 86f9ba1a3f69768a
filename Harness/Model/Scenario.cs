namespace Eval.Harness.Model;

/// <summary>One validated scenario: what is streamed, through which systems, how often.</summary>
public sealed record Scenario
{
    /// <summary>The slug that names the run folder.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>From which all randomness of the run is derived.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What is streamed.</summary>
    public required WorkloadSpec Workload { get; init; }

    /// <summary>The function's label: its name or path as the file has it; a workflow's joined by " > ".</summary>
    public required string Function { get; init; }

    /// <summary>The functions behind the label, in the order in which events pass them; more than one: a workflow.
    /// </summary>
    public IReadOnlyList<FunctionStage> Stages { get; init; } = [];

    /// <summary>Where the last function's outputs go.</summary>
    public OutputTarget Output { get; init; } = OutputTarget.Producer;

    /// <summary>The NATS subject that they go to; else empty.</summary>
    public string OutputSubject { get; init; } = "";

    /// <summary>Nominal stream durations; N = duration × rate.</summary>
    public required IReadOnlyList<TimeSpan> Durations { get; init; }

    /// <summary>Valid trials wanted in each cell; the least of them where <see cref="Adaptive"/> is there.</summary>
    public required int Repetitions { get; init; }

    /// <summary>When cells may go on beyond that; null: never.</summary>
    public AdaptiveRepetitions? Adaptive { get; init; }

    /// <summary>The systems side by side, in the file's order.</summary>
    public required IReadOnlyList<SystemSpec> Systems { get; init; }

    /// <summary>The label that all others are compared with, without what a matrix adds to it; empty: none was named.
    /// </summary>
    public string Reference { get; init; } = "";

    /// <summary>Thresholds for the run's estimates.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>When many streams come at once through models; null: one stream a trial.</summary>
    public FleetSpec? Fleet { get; init; }

    /// <summary>How many streams come at once, against the systems themselves; null: one stream a trial.</summary>
    public ArrivalSpec? Arrivals { get; init; }

    /// <summary>About how long the streams of a session keep coming; zero without arrivals.</summary>
    public TimeSpan ArrivalSpan { get; init; }

    /// <summary>What the systems' streams are billed by; none: nobody asks.</summary>
    public IReadOnlyList<PriceSpec> Prices { get; init; } = [];

    /// <summary>The axes of a break-even map; null: it is none.</summary>
    public BreakEvenSpec? BreakEven { get; init; }

    /// <summary>What is killed while a stream runs.</summary>
    public IReadOnlyList<FaultSpec> Faults { get; init; } = [];

    /// <summary>Which of the file's profiles was chosen; empty: none.</summary>
    public string Profile { get; init; } = "";

    /// <summary>How function hosts are compiled: auto, aot, r2r or jit.</summary>
    public string Build { get; init; } = "auto";

    /// <summary>Idle time before each trial.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The most time that one trial may take beyond its duration.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The file's text, for the manifest.</summary>
    public string SourceText { get; init; } = "";
}
