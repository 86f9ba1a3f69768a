using Eval.Harness.Model;
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

    /// <summary>Valid trials wanted in each cell.</summary>
    public Located<int>? Repetitions { get; set; }

    /// <summary>The systems, in the file's order.</summary>
    public IReadOnlyList<Located<SystemDraft>> Systems { get; set; } = [];

    /// <summary>How function hosts are compiled.</summary>
    public string Build { get; set; } = Defaults.Build;

    /// <summary>Idle time before each trial.</summary>
    public TimeSpan Pause { get; set; } = Defaults.Pause;

    /// <summary>The most time that a trial may take beyond its duration.</summary>
    public TimeSpan Deadline { get; set; } = Defaults.Deadline;

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
        Repetitions = Repetitions!.Value.Value,
        Systems = [.. Systems.Select(system => ToSpec(system.Value))],
        Build = Build,
        Pause = Pause,
        Deadline = Deadline,
        SourceText = sourceText,
    };

    private static SystemSpec ToSpec(SystemDraft system) =>
        new(system.Label!, system.Kind!.Value.Value, system.Options);
}
