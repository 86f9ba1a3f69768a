using Eval.Systems.Functions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Placing;

/// <summary>Whether another worker can go on with a job's partition.</summary>
internal static class Mobility
{
    /// <summary>
    /// Why it cannot, or null. The events of an open window are not acknowledged, so that they come again and fill it
    /// as before; what a function or a keyed operator remembers of acknowledged events is gone with its worker.
    /// </summary>
    public static string? WhyItCannotMove(this Job job) =>
        job.Source is not JetStreamSource ? "the embedded broker's session is not handed to another"
        : FunctionCatalog.Find(job.Map.Function).IsStateful ? $"with it the state of {job.Map.Function}"
        : job.Operators.OfType<KeyedCountOperator>().Any() ? "with it the counts of its keys"
        : null;
}
