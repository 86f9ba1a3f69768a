using System.Reflection;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>The adapters that exist, found by their attribute: a new one is a new file in this folder.</summary>
public static class AdapterCatalog
{
    private static readonly SortedDictionary<string, Type> Adapters = new(
        typeof(AdapterCatalog).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<SystemUnderTestAttribute>() is not null)
            .ToDictionary(type => type.GetCustomAttribute<SystemUnderTestAttribute>()!.Kind),
        StringComparer.Ordinal);

    /// <summary>Every kind's attribute, by kind.</summary>
    public static IReadOnlyList<SystemUnderTestAttribute> Kinds =>
        [.. Adapters.Values.Select(adapter => adapter.GetCustomAttribute<SystemUnderTestAttribute>()!)];

    /// <summary>The keys of that kind.</summary>
    public static IReadOnlyList<SystemOptionAttribute> OptionsOf(string kind) =>
        [.. Adapters[kind].GetCustomAttributes<SystemOptionAttribute>()];

    /// <summary>What the keys of that kind must satisfy together.</summary>
    public static IReadOnlyList<SystemRuleAttribute> RulesOf(string kind) =>
        [.. Adapters[kind].GetCustomAttributes<SystemRuleAttribute>()];

    /// <summary>What that kind needs beyond the .NET SDK.</summary>
    public static IReadOnlyList<SystemNeedAttribute> NeedsOf(string kind) =>
        [.. Adapters[kind].GetCustomAttributes<SystemNeedAttribute>()];

    /// <summary>The parts of that kind that a fault can kill.</summary>
    public static IReadOnlyList<SystemFaultAttribute> FaultsOf(string kind) =>
        [.. Adapters[kind].GetCustomAttributes<SystemFaultAttribute>()];

    /// <summary>The adapter of that kind; nothing is started yet.</summary>
    public static ISystemUnderTest Create(string kind, SystemConfiguration configuration) =>
        (ISystemUnderTest)Activator.CreateInstance(Adapters[kind], configuration)!;
}
