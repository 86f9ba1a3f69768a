using Eval.Harness.Analysis;
using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;
using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Arrivals;
using Eval.Harness.Workloads.Oracles;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions;

namespace Eval.Harness.Cli.Composition;

/// <summary>What scenarios may name, gathered from those who built it.</summary>
internal static class Words
{
    /// <summary>All systems, workloads and functions.</summary>
    public static Vocabulary All { get; } = new(
        [.. AdapterCatalog.Kinds.Select(Describe)],
        WorkloadCatalog.Kinds,
        [.. FunctionCatalog.All.Select(found => new KindDescription(found.Name, found.Description, [])
        {
            IsStateful = found.IsStateful,
            IsKeyed = found.KeyOf is not null,
            HasPortableState = found.BeginPortable is not null,
        })])
    {
        Metrics =
        [
            .. MetricCatalog.OfSessions.Select(metric => new MetricDescription(metric.Name, metric.Unit)
            {
                IsOfSession = metric.IsOfSession,
                IsOfFaults = metric.IsOfFaults,
                IsOfFleet = FleetEstimates.Metrics.Contains(metric.Name),
            }),
        ],
        Arrivals = ArrivalCatalog.Kinds,
        PreviewArrivals = ArrivalCatalog.Preview,
        CanRead = ReadableEvents.AreReadBy,
    };

    private static KindDescription Describe(SystemUnderTestAttribute system) => new(
        system.Kind, system.Description, [.. AdapterCatalog.OptionsOf(system.Kind).Select(Describe)])
    {
        TakesAnyFunction = system.TakesAnyFunction,
        KeepsState = system.KeepsState,
        Rules = [.. AdapterCatalog.RulesOf(system.Kind).Select(rule => new KeyRule(
            [.. rule.When.Split('&').Select(KeyCondition.Parse)], KeyCondition.Parse(rule.Needs), rule.Because))],
        Parts = [.. AdapterCatalog.FaultsOf(system.Kind).Select(fault => new FaultPart(
            fault.Part, [.. fault.OnlyIf.Select(KeyCondition.Parse)]))],
        Needs = [.. AdapterCatalog.NeedsOf(system.Kind).Select(need => new SystemNeed(
            KeyCondition.Parse(need.When), need.Part))],
    };

    private static KeyDescription Describe(SystemOptionAttribute option) => new(
        option.Name,
        option.Description,
        Enum.Parse<KeyType>(option.Type.ToString()),
        option.Choices,
        option.Default,
        option.Minimum,
        option.Maximum)
    {
        IsOptional = option.IsOptional,
        Text = (option.Pattern, option.Form),
        OnlyIf = [.. option.OnlyIf.Select(KeyCondition.Parse)],
    };
}
