using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;

namespace Eval.Harness.Cli.Composition;

/// <summary>Models in the place of systems.</summary>
internal static class Modelled
{
    /// <summary>What needs models; what has none is the user's mistake.</summary>
    /// <exception cref="UsageException">Something is not modelled.</exception>
    public static T Or<T>(Func<T> create)
    {
        try
        {
            return create();
        }
        catch (FormatException missing)
        {
            throw new UsageException(missing.Message);
        }
    }

    /// <summary>The modelled systems of many streams at once, as a manifest has them.</summary>
    public static IReadOnlyList<DeployedSystem> Describe(
        Scenario scenario, SimulationInputs inputs, IReadOnlyList<string> assumptions) =>
        [.. scenario.Systems.Select(system => Describe(scenario, inputs, assumptions, system))];

    private static DeployedSystem Describe(
        Scenario scenario, SimulationInputs inputs, IReadOnlyList<string> assumptions, SystemSpec system)
    {
        var facts = new Dictionary<string, string>(inputs.Model.Provenance())
        {
            ["model"] = inputs.Model.Name,
            ["assumptions"] = string.Join("; ", assumptions),
        };
        if (scenario.Prices.FirstOrDefault(candidate => candidate.System == system.Name) is { } price)
        {
            facts["price_book"] = PriceBooks.Describe(price, inputs.Books[price.Book]);
        }

        return new DeployedSystem(
            system.Name, system.Kind, null, null, new Dictionary<string, double>(), new Dictionary<string, string>(),
            facts);
    }
}
