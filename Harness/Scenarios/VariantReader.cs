using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Rules;
using Eval.Harness.Scenarios.Shapes;
using Eval.Harness.Scenarios.Variants;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios;

/// <summary>Reads a file's mapping as it stands and with each profile, and each of these once for every combination of
/// its matrix, so that every mistake of every variant is found whichever is asked for.</summary>
internal sealed class VariantReader(Vocabulary vocabulary, string? folder, string text, ErrorList errors)
{
    private readonly IReadOnlyList<KindDescription> _workloads = vocabulary.Workloads;
    private readonly IReadOnlyList<IKey<ScenarioDraft>> _keys = ScenarioKeys.TopLevel(vocabulary, folder);

    /// <summary>The scenario with that profile (empty: none); null where there are mistakes.</summary>
    public Scenario? Read(MappingNode file, string profile)
    {
        var profiles = Parsed(file, "profiles", ScenarioKeys.Profiles(_keys)) ?? [];
        var chosen = ReadVariant(file);
        if (profile.Length > 0 && profiles.All(known => known.Name != profile))
        {
            errors.Add(
                Position.Start, UnknownName.Message("profile", profile, [.. profiles.Select(known => known.Name)]));
        }

        foreach (var known in profiles)
        {
            var scenario = ReadVariant(known.Apply(file));
            chosen = known.Name == profile ? scenario : chosen;
        }

        return errors.Count == 0 && chosen is not null ? chosen with { Profile = profile } : null;
    }

    private Scenario? ReadVariant(MappingNode file)
    {
        var axes = Parsed(file, "matrix", ScenarioKeys.Matrix) ?? [];
        var scenarios = Combination.Of(axes).Select(combination => ReadCombination(combination, file)).ToList();
        return scenarios.Contains(null) ? null : Joined([.. scenarios.OfType<Scenario>()], axes);
    }

    private Scenario? ReadCombination(Combination combination, MappingNode file)
    {
        var expanded = combination.Apply(file, errors);
        var draft = new ScenarioDraft { KnownFunctions = vocabulary.Functions };
        KeyedMapping.Read("the scenario", expanded.Root, _keys, draft, errors);
        NaturalStart.Apply(draft);
        RuleList.Check(draft, errors);
        if (errors.Count > 0)
        {
            return null;
        }

        var scenario = draft.ToScenario(text);
        var workload = _workloads.First(kind => kind.Kind == scenario.Workload.Kind);
        var longest = scenario.Durations.Max(
            duration => EventCount.Whole(duration, scenario.Workload.RatePerSecond) ?? 0);
        if (workload.Problem(scenario.Workload, (int)longest) is { } problem)
        {
            errors.Add(draft.Workload.Kind!.Value.At, $"the workload {scenario.Workload.Kind}: {problem}");
        }
        else
        {
            CheckReading(scenario, draft);
        }

        return SessionCheck.Apply(scenario, draft, vocabulary, folder, errors) with
        {
            Systems =
            [
                .. scenario.Systems.Select(system => system with
                {
                    Parameters = ParametersOf(system.Name, expanded),
                    Workload = expanded.ChangesWorkload ? scenario.Workload : null,
                }),
            ],
        };
    }

    /// <summary>What a program of one's own reads, and what comes after it, nobody here knows.</summary>
    private void CheckReading(Scenario scenario, ScenarioDraft draft)
    {
        string[] bundled =
            [.. scenario.Stages.TakeWhile(stage => stage.Executable is null).Select(stage => stage.Name)];
        if (!vocabulary.CanRead(bundled, scenario.Workload))
        {
            errors.Add(
                draft.Function!.Value.At,
                $"{string.Join(", then ", bundled)} cannot read the events of the workload {scenario.Workload.Kind}; "
                + "`list functions` tells what each function reads");
        }
    }

    // A warm system's label goes on after what the matrix made of its name.
    private static string ParametersOf(string label, ExpandedScenario expanded) => expanded.Parameters
        .Where(pair => label.StartsWith(pair.Key, StringComparison.Ordinal))
        .Select(pair => pair.Value)
        .FirstOrDefault("");

    /// <summary>One scenario with the systems of all combinations; those that the matrix leaves alone are there once.
    /// </summary>
    private Scenario? Joined(IReadOnlyList<Scenario> combinations, IReadOnlyList<MatrixAxis> axes)
    {
        if (axes.Count == 0)
        {
            return combinations[0];
        }

        var first = combinations[0];
        if (first.BreakEven is not null && axes.FirstOrDefault(axis => axis.IsOfWorkload) is { } workload)
        {
            errors.Add(
                workload.At, $"{Shown.Quoted(workload.Path)}: all systems of a break-even map have the same workload");
            return null;
        }

        SystemSpec[] systems =
        [
            .. Enumerable.Range(0, first.Systems.Count)
                .SelectMany(index => combinations.Select(combination => combination.Systems[index]))
                .DistinctBy(system => system.Name),
        ];
        var cells = (long)systems.Length * first.Durations.Count;
        var trials = cells * (first.Adaptive?.Maximum ?? first.Repetitions);
        if (systems.Length > Limits.ExpandedSystems || trials > Limits.Trials)
        {
            errors.Add(axes[0].At, $"{systems.Length} systems and {trials} trials in all; at most "
                + $"{Limits.ExpandedSystems} and {Limits.Trials} are possible");
            return null;
        }

        return first with
        {
            Systems = systems,
            Expectations = [.. combinations.SelectMany(combination => combination.Expectations).Distinct()],
            Prices = [.. combinations.SelectMany(combination => combination.Prices).Distinct()],
            Faults = [.. combinations.SelectMany(combination => combination.Faults).Distinct()],
        };
    }

    /// <summary>The value of a key ahead of the rest; its mistakes are told when the whole is read.</summary>
    private static T? Parsed<T>(MappingNode file, string key, IShape<T> shape)
        where T : class =>
        NodeEdit.Get(file, key) is { } node && shape.TryRead(key, node, new ErrorList(""), out var value)
            ? value
            : null;
}
