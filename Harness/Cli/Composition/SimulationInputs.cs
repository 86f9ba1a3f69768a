using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Systems.Simulation.Costs;

namespace Eval.Harness.Cli.Composition;

/// <summary>What a simulation reads beside its scenario.</summary>
/// <param name="Model">The models of the systems.</param>
/// <param name="Books">The price books, as the scenario names them.</param>
/// <param name="Files">Where all of it came from, for the manifest.</param>
internal sealed record SimulationInputs(
    ModelFile Model, IReadOnlyDictionary<string, PriceBook> Books, IReadOnlyList<InputFile> Files)
{
    private const string ModelName = "model";

    /// <summary>Reads it for a new run.</summary>
    /// <param name="modelFile">The model's file; null: that of the reference run.</param>
    /// <param name="scenarioFile">From whose folder the paths of price books begin.</param>
    /// <param name="scenario">The scenario.</param>
    /// <exception cref="UsageException">A file cannot be read, or is not what it should be.</exception>
    public static SimulationInputs Read(string? modelFile, string scenarioFile, Scenario scenario)
    {
        var path = modelFile ?? ModelFiles.Default;
        var folder = Path.GetDirectoryName(Path.GetFullPath(scenarioFile))!;
        var model = ModelFiles.Read(path);
        var books = PriceBooks.Read(scenarioFile, scenario.Prices, book => Path.Combine(folder, book));
        return new SimulationInputs(
            model, books,
            [
                InputFiles.Of(ModelName, path),
                .. books.Keys.Select(book => InputFiles.Of(book, Path.Combine(folder, book))),
            ]);
    }

    /// <summary>Reads it for a run that goes on.</summary>
    /// <exception cref="UsageException">A file is gone, or no longer the one that the run began with.</exception>
    public static SimulationInputs Again(RunManifest manifest, Scenario scenario)
    {
        var files = manifest.Inputs.ToDictionary(input => input.Name, InputFiles.Unchanged);
        if (!files.TryGetValue(ModelName, out var model))
        {
            throw new UsageException(
                $"{manifest.RunId} does not say which model it was simulated with: use `simulate` again");
        }

        return new SimulationInputs(
            ModelFiles.Read(model), PriceBooks.Read(manifest.RunId, scenario.Prices, book => files[book]),
            manifest.Inputs);
    }
}
