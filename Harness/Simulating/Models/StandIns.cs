using Eval.Harness.Model;

namespace Eval.Harness.Simulating.Models;

/// <summary>Systems of which the model file has nothing: the entry that is most like them stands in, under a name that
/// says so. Any scenario can be simulated then; what a stand-in shows is the shape of a result, never its numbers.
/// </summary>
internal static class StandIns
{
    /// <summary>What rows add to a model's name where one of its entries stands in.</summary>
    public const string Mark = "~stand-in";

    /// <summary>Kinds that have no model as a rule, and whose conduct towards a stream is another's.</summary>
    private static readonly Dictionary<string, string> Kin = new()
    {
        ["command"] = "stream-function",
        ["functions-framework"] = "faas",
        ["workerd"] = "faas",
        ["http-function"] = "faas",
    };

    /// <summary>Whose stamps are those of the boundary.</summary>
    private static readonly string[] AtBoundary = ["command", "workerd", "http-function"];

    /// <summary>What stands in for that system; null where the file has nothing like it.</summary>
    public static ModelledSystem? Of(SystemSpec system, ModelFile file)
    {
        var kind = KindOf(system);
        var nearest = file.Systems.Where(entry => entry.Kind == kind)
            .OrderBy(entry => Differences(entry, system).Count).FirstOrDefault();
        if (nearest is null)
        {
            return null;
        }

        // What runs already differs from a cold one by its start, which it has behind it.
        var isThere = system.Option("start") is "warm" or "running"
            && nearest.Options.GetValueOrDefault("start") == "cold";
        var differences = Differences(nearest, system)
            .Where(option => !isThere || option.Key != "start")
            .Select(option => $"{option.Key} {option.Value}");
        var model = nearest.ToSystemModel(system);
        return new ModelledSystem(
            file.Name + Mark,
            nearest.FittedWith,
            isThere ? model with { Start = [] } : model,
            PromisesOf(system, nearest.Promises),
            nearest.Teardown.ToDistribution())
        {
            Spec = nearest.On(system),
            StandsIn = string.Join(", ", differences.Prepend(kind))
                + (isThere ? ", without its start" : ""),
        };
    }

    private static string KindOf(SystemSpec system) =>
        system.Kind == "http-function" && system.Option("mode") == "batch"
            ? "batch"
            : Kin.GetValueOrDefault(system.Kind, system.Kind);

    /// <summary>The entry's options that the system has with other values.</summary>
    private static List<KeyValuePair<string, string>> Differences(ModelEntry entry, SystemSpec system) =>
    [
        .. entry.Options.Where(option =>
            system.Option(option.Key).Length > 0 && system.Option(option.Key) != option.Value),
    ];

    private static Promises PromisesOf(SystemSpec system, Promises promises) => promises with
    {
        StampsInFunction = promises.StampsInFunction && !AtBoundary.Contains(system.Kind),
        HasInstances = promises.HasInstances && system.Kind != "http-function",
    };
}
