using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Shapes;
using Eval.Harness.Scenarios.Variants;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>Every key of a scenario file, declared once. A key that is not here does not exist.</summary>
internal static class ScenarioKeys
{
    private static readonly TimeSpan s_grain = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan s_day = TimeSpan.FromSeconds(24 * 3600);
    private static readonly TimeSpan s_hour = TimeSpan.FromSeconds(3600);

    /// <summary>The keys that make a file what it is; every other one can be replaced by a profile.</summary>
    private static readonly string[] s_fixed = ["schema", "name", "profiles"];

    /// <summary>What a matrix is.</summary>
    public static MatrixShape Matrix { get; } = new(Limits.AxisValues, Limits.Combinations);

    /// <summary>The keys at the top level.</summary>
    /// <param name="vocabulary">What exists.</param>
    /// <param name="folder">Where relative paths begin; null where the text comes from no file.</param>
    public static IReadOnlyList<IKey<ScenarioDraft>> TopLevel(Vocabulary vocabulary, string? folder)
    {
        IReadOnlyList<IKey<ScenarioDraft>> keys = 
        [
            .. WhatIsRun(vocabulary, folder), .. HowItIsRun(vocabulary), .. ArrivalKeys.Of(vocabulary),
            .. SimulationKeys.All, FaultKeys.Faults,
        ];
        return [.. keys, new Key<ScenarioDraft, IReadOnlyList<Profile>>(
            "profiles", "Keys that replace the file's where --profile names them", Profiles(keys), (_, _) => { })
        {
            IsOptional = true,
        }];
    }

    /// <summary>What profiles are, beside those keys.</summary>
    public static ProfilesShape Profiles(IReadOnlyList<IKey<ScenarioDraft>> keys) => new(
        [.. keys.Select(key => key.Name).Except(s_fixed)], Limits.Profiles);

    private static IReadOnlyList<IKey<ScenarioDraft>> WhatIsRun(Vocabulary vocabulary, string? folder) =>
    [
        new Key<ScenarioDraft, decimal>(
            "schema", "Version of this file format", new IntegerShape(1, 1), (_, _) => { }),
        new Key<ScenarioDraft, string>(
            "name", "Slug that names the run folder", new SlugShape(), (draft, name) => draft.Name = name.Value),
        new Key<ScenarioDraft, string>(
            "description", "One line for people", new LineShape(0, Limits.DescriptionLength),
            (draft, line) => draft.Description = line.Value, ScenarioDraft.Defaults.Description),
        new Key<ScenarioDraft, decimal>(
            "seed", "From which all randomness of the run is derived", new IntegerShape(0, ulong.MaxValue),
            (draft, seed) => draft.Seed = (ulong)seed.Value),
        new Key<ScenarioDraft, WorkloadDraft>(
            "workload", "What is streamed", Workload(vocabulary), (draft, workload) => draft.Workload = workload.Value),
        new Key<ScenarioDraft, IReadOnlyList<FunctionStage>>(
            "function", "What is done with each event: a name, the path of an executable, or a list (a workflow)",
            new FunctionShape(vocabulary.Functions, folder),
            (draft, function) => draft.Function = function),
        new Key<ScenarioDraft, (OutputTarget, string)>(
            "output", "Where the outputs go", new OutputShape(),
            (draft, output) => draft.Output = output, Default: "producer"),
        new Key<ScenarioDraft, IReadOnlyList<Located<TimeSpan>>>(
            "durations", "Nominal stream durations; a stream has duration x rate events",
            new ListShape<TimeSpan>(new DurationShape(s_grain, s_day), 1, Limits.Durations),
            (draft, durations) => draft.Durations = durations.Value),
        new Key<ScenarioDraft, (int, AdaptiveRepetitions?)>(
            "repetitions", "Valid trials wanted in each cell (system x duration): a number, or from min to max",
            new RepetitionsShape(Limits.Repetitions), (draft, count) => draft.Repetitions = count),
        new Key<ScenarioDraft, IReadOnlyList<Located<SystemDraft>>>(
            "systems", "The systems side by side",
            new ListShape<SystemDraft>(System(vocabulary), 1, Limits.Systems),
            (draft, systems) => draft.Systems = systems.Value),
        new Key<ScenarioDraft, IReadOnlyList<MatrixAxis>>(
            "matrix", "Keys whose values are crossed; each makes systems named name[key=value]", Matrix, (_, _) => { })
        {
            IsOptional = true,
        },
    ];

    private static IReadOnlyList<IKey<ScenarioDraft>> HowItIsRun(Vocabulary vocabulary) =>
    [
        new Key<ScenarioDraft, string>(
            "build", "How function hosts are compiled", new ChoiceShape("build", ["auto", "aot", "r2r", "jit"]),
            (draft, build) => draft.Build = build.Value, ScenarioDraft.Defaults.Build),
        new Key<ScenarioDraft, TimeSpan>(
            "pause", "Idle time before each trial", new DurationShape(TimeSpan.Zero, s_hour),
            (draft, pause) => draft.Pause = pause.Value, DurationText.Format(ScenarioDraft.Defaults.Pause)),
        new Key<ScenarioDraft, TimeSpan>(
            "deadline", "The most time that one trial may take beyond its duration", new DurationShape(s_grain, s_day),
            (draft, deadline) => draft.Deadline = deadline.Value, DurationText.Format(ScenarioDraft.Defaults.Deadline)),
        new Key<ScenarioDraft, string>(
            "reference", "The system that all others are compared with", new LineShape(1, Limits.LabelLength),
            (draft, label) => draft.Reference = label)
        {
            IsOptional = true,
        },
        new Key<ScenarioDraft, IReadOnlyList<Located<ExpectationDraft>>>(
            "expect", "Thresholds; where one is not met, the exit code is 3",
            new ListShape<ExpectationDraft>(
                new RecordShape<ExpectationDraft>("threshold", Threshold(vocabulary)), 1, Limits.Expectations),
            (draft, thresholds) => draft.Expectations = thresholds.Value)
        {
            IsOptional = true,
        },
    ];

    private static IReadOnlyList<IKey<ExpectationDraft>> Threshold(Vocabulary vocabulary) =>
    [
        new Key<ExpectationDraft, string>(
            "system", "The system's label, without what a matrix adds", new LineShape(1, Limits.LabelLength),
            (draft, label) => draft.System = label),
        new Key<ExpectationDraft, string>(
            "metric", "The metric", new ChoiceShape("metric", [.. vocabulary.Metrics.Select(metric => metric.Name)]),
            (draft, name) =>
            {
                var known = vocabulary.Metrics.First(metric => metric.Name == name.Value);
                (draft.Metric, draft.Known) = (name, known);
            }),
        new Key<ExpectationDraft, TimeSpan>(
            "duration", "Of which streams; of all where it is left out", new DurationShape(s_grain, s_day),
            (draft, duration) => draft.Duration = duration)
        {
            IsOptional = true,
        },
        new Key<ExpectationDraft, string>(
            "statistic", "Of the cell's trials", new ChoiceShape("statistic", ["median", "ci_high"]),
            (draft, statistic) => draft.Statistic = statistic.Value, Default: "median"),
        new Key<ExpectationDraft, string>(
            "below", "The statistic must be less", new LimitShape(), (draft, limit) => draft.Below = limit)
        {
            IsOptional = true,
        },
        new Key<ExpectationDraft, string>(
            "above", "The statistic must be greater", new LimitShape(), (draft, limit) => draft.Above = limit)
        {
            IsOptional = true,
        },
    ];

    private static KindShape<WorkloadDraft> Workload(Vocabulary vocabulary) => new(
        "workload",
        vocabulary.Workloads,
        [
            new Key<WorkloadDraft, double>(
                "rate", "Events per second, constant", new RateShape(0.001m, 1_000_000),
                (draft, rate) => draft.Rate = rate),
        ]);

    private static KindShape<SystemDraft> System(Vocabulary vocabulary) => new(
        "system",
        vocabulary.Systems,
        [
            new Key<SystemDraft, string>(
                "name", "Label, unique in the scenario", new LineShape(1, Limits.LabelLength),
                (draft, name) => draft.Name = name),
        ]);
}
