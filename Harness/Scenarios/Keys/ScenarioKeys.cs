using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>Every key of a scenario file, declared once. A key that is not here does not exist.</summary>
internal static class ScenarioKeys
{
    private static readonly TimeSpan s_grain = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan s_day = TimeSpan.FromSeconds(24 * 3600);
    private static readonly TimeSpan s_hour = TimeSpan.FromSeconds(3600);

    /// <summary>The keys at the top level.</summary>
    /// <param name="vocabulary">What exists.</param>
    /// <param name="folder">Where relative paths begin; null where the text comes from no file.</param>
    public static IReadOnlyList<IKey<ScenarioDraft>> TopLevel(Vocabulary vocabulary, string? folder) =>
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
        new Key<ScenarioDraft, decimal>(
            "repetitions", "Valid trials wanted in each cell (system x duration)",
            new IntegerShape(1, Limits.Repetitions),
            (draft, count) => draft.Repetitions = new Located<int>(count.At, (int)count.Value)),
        new Key<ScenarioDraft, IReadOnlyList<Located<SystemDraft>>>(
            "systems", "The systems side by side",
            new ListShape<SystemDraft>(System(vocabulary), 1, Limits.Systems),
            (draft, systems) => draft.Systems = systems.Value),
        new Key<ScenarioDraft, string>(
            "build", "How function hosts are compiled", new ChoiceShape("build", ["auto", "aot", "r2r", "jit"]),
            (draft, build) => draft.Build = build.Value, ScenarioDraft.Defaults.Build),
        new Key<ScenarioDraft, TimeSpan>(
            "pause", "Idle time before each trial", new DurationShape(TimeSpan.Zero, s_hour),
            (draft, pause) => draft.Pause = pause.Value, DurationText.Format(ScenarioDraft.Defaults.Pause)),
        new Key<ScenarioDraft, TimeSpan>(
            "deadline", "The most time that one trial may take beyond its duration", new DurationShape(s_grain, s_day),
            (draft, deadline) => draft.Deadline = deadline.Value, DurationText.Format(ScenarioDraft.Defaults.Deadline)),
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
