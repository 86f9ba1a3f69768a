using Eval.Harness.Model;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.Models;

/// <summary>A system of the scenario with the model that stands for it.</summary>
/// <param name="Name">The model's name, which rows show.</param>
/// <param name="FittedWith">The workload that its times are of; empty where they are a definition.</param>
/// <param name="Model">What it does with a stream.</param>
/// <param name="Promises">What it promises.</param>
/// <param name="Teardown">From t2 to the end of the last process.</param>
internal sealed record ModelledSystem(
    string Name, string FittedWith, SystemModel Model, Promises Promises, IDistribution Teardown)
{
    /// <summary>The system with the options of its platform.</summary>
    public required SystemSpec Spec { get; init; }

    /// <summary>The entry that stands in for a system of which the file has none; empty where it has one.</summary>
    public string StandsIn { get; init; } = "";

    /// <summary>The model of that system, or what stands in for it.</summary>
    /// <exception cref="FormatException">The file has neither; the message lists what it has.</exception>
    public static ModelledSystem Of(SystemSpec system, ModelFile file)
    {
        if (BuiltInModels.Of(system) is { } builtIn)
        {
            return new ModelledSystem("definition", "", builtIn, BuiltInModels.Promises, new Deterministic(0))
            {
                Spec = system,
            };
        }

        if (file.Systems.FirstOrDefault(candidate => candidate.Covers(system)) is not { } entry)
        {
            return StandIns.Of(system, file) ?? throw new FormatException(
                $"system '{system.Name}': model '{file.Name}' has no {system.Kind} like it; it has "
                + string.Join(", ", file.Systems.Select(Describe))
                + ". Measure one with `run` and fit it with `calibrate`");
        }

        return new ModelledSystem(
            file.Name, entry.FittedWith, entry.ToSystemModel(system), entry.Promises, entry.Teardown.ToDistribution())
        {
            Spec = entry.On(system),
        };
    }

    private static string Describe(ModelEntry entry)
    {
        var options = entry.Options.OrderBy(option => option.Key, StringComparer.Ordinal)
            .Select(option => $"{option.Key} {option.Value}");
        return $"{entry.Kind} ({string.Join(", ", options)})";
    }
}
