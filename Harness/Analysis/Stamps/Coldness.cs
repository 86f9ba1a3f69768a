using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Stamps;

/// <summary>Whether a stream met no instance that existed before it.</summary>
internal static class Coldness
{
    /// <summary>The role of instances in which events are handled.</summary>
    public const string FunctionRole = "function";

    /// <summary>
    /// True where nothing served or awaited the system at t0 and every instance that handles events was started at or
    /// after it; null where the system has no instances, or told of none, so that nothing is proven.
    /// </summary>
    public static bool? Of(Timeline timeline, long t0Ns)
    {
        if (!timeline.Promises.HasInstances)
        {
            return null;
        }

        var functions = timeline.Instances.Where(i => i.Role == FunctionRole).ToArray();
        if (timeline.Observations is not { InstancesBefore: 0, ChildrenBefore: 0 }
            || functions.Any(i => i.StartedNs < t0Ns))
        {
            return false;
        }

        return functions.Length > 0 ? true : null;
    }
}
