using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;

namespace Eval.Harness.Cli.Diagnosis;

/// <summary>What scenarios need beyond the .NET SDK, looked for before the first trial of the first of them.</summary>
internal static class Prerequisites
{
    /// <summary>Looks for everything.</summary>
    /// <exception cref="UsageException">Something is missing; the message names all of it, who needs it and how to get
    /// it.</exception>
    public static void Check(IEnumerable<Scenario> scenarios, IReadOnlyList<KindDescription> kinds)
    {
        var all = scenarios.ToArray();
        var parts =
            from scenario in all
            from system in scenario.Systems
            from need in kinds.First(kind => kind.Kind == system.Kind).Needs
            where need.When.IsMetBy(key => ValueOf(scenario, system, key))
            group system.Name by need.Part;
        var missing =
            from part in parts
            let finding = Parts.Find(part.Key)
            where !finding.Present
            select $"{finding.Name} is missing, which {string.Join(", ", part.Distinct())} need: {finding.Remedy}";
        var tokens =
            from system in all.SelectMany(scenario => scenario.Systems)
            let variable = system.Option("token")
            where variable.Length > 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))
            select $"the environment variable {variable} is not set, which holds the token of {system.Name}";
        var messages = missing.Concat(tokens).ToArray();
        if (messages.Length > 0)
        {
            throw new UsageException(string.Join('\n', messages));
        }
    }

    private static string ValueOf(Scenario scenario, SystemSpec system, string key) =>
        key == "output" ? scenario.Output.ToString().ToLowerInvariant() : system.Option(key);
}
