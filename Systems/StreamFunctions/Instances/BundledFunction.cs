using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>The functions that the control plane itself can run: those of the catalog.</summary>
internal static class BundledFunction
{
    /// <summary>A new function, for one stream.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that exist.
    /// </exception>
    public static ISynchronousStreamFunction Create(FunctionStage stage) =>
        new StreamBinding(FunctionCatalog.Find(stage.Arguments.Count > 0 ? stage.Arguments[0] : ""));
}
