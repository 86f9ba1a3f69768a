using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>The variables that an instance is started with: what every host gets, the labels by which a later control
/// plane finds it, and what its host is told to do to itself before user code.</summary>
/// <param name="owner">The control plane's label.</param>
/// <param name="told">Further variables, the same for every instance of the deployment.</param>
internal sealed class InstanceEnvironment(string owner, IReadOnlyDictionary<string, string> told)
{
    /// <summary>The variable that names the control plane's label.</summary>
    public const string OwnerVariable = "EVAL_OWNER";

    /// <summary>The variable that names the instance.</summary>
    public const string InstanceVariable = "EVAL_INSTANCE";

    private readonly KeyValuePair<string, string>[] _shared =
    [
        .. HostEnvironment.Variables, .. told, KeyValuePair.Create(OwnerVariable, owner),
    ];

    /// <summary>The whole environment of that instance.</summary>
    public Dictionary<string, string> Of(string instanceId) =>
        new(_shared) { [InstanceVariable] = instanceId };
}
