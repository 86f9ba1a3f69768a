using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;

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

    /// <summary>A modelled system as a manifest has it.</summary>
    public static DeployedSystem Describe(
        SystemSpec system, ModelFile model, string? price, IReadOnlyList<string> assumptions)
    {
        var facts = new Dictionary<string, string>(model.Provenance())
        {
            ["model"] = model.Name,
            ["assumptions"] = string.Join("; ", assumptions),
        };
        if (price is not null)
        {
            facts["price_book"] = price;
        }

        return new DeployedSystem(
            system.Name, system.Kind, null, null, new Dictionary<string, double>(), new Dictionary<string, string>(),
            facts);
    }
}
