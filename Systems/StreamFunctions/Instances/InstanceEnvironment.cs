using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>The variables that an instance is started with, beside the labels of its box: what every host gets, and
/// what its host is told to do to itself before user code.</summary>
/// <param name="told">The latter, the same for every instance of the deployment.</param>
internal sealed class InstanceEnvironment(IReadOnlyDictionary<string, string> told)
{
    /// <summary>The same for every instance.</summary>
    public IReadOnlyDictionary<string, string> Shared { get; } =
        new Dictionary<string, string>(HostEnvironment.Variables.Concat(told));

    /// <summary>With one more variable.</summary>
    public IReadOnlyDictionary<string, string> With(string name, string value) =>
        new Dictionary<string, string>(Shared) { [name] = value };
}
