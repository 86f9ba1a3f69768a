namespace Eval.Systems.Sandboxes;

/// <summary>What every box carries, so that orphans of a killed control process are found.</summary>
internal static class BoxLabels
{
    /// <summary>The environment variables of a box that is made of processes.</summary>
    public const string OwnerVariable = "EVAL_OWNER";

    public const string InstanceVariable = "EVAL_INSTANCE";
    public const string ControlVariable = "EVAL_CONTROL";

    /// <summary>The same as environment entries.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Variables(string owner, string instanceId) =>
    [
        new(OwnerVariable, owner),
        new(InstanceVariable, instanceId),
        new(ControlVariable, ControlIdentity.Current),
    ];
}
