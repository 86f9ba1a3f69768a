using System.Globalization;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>What a cluster is made of.</summary>
/// <param name="Executable">The engine's program.</param>
/// <param name="Workers">How many workers.</param>
/// <param name="Timers">One of <see cref="Pipelines.Protocol.Timers"/>.</param>
/// <param name="ReplacesWorkers">Whether a worker that ended is started anew, for others' partitions or its own.
/// </param>
internal sealed record PipelineShape(string Executable, int Workers, string Timers, bool ReplacesWorkers)
{
    /// <summary>What makes the executable the coordinator.</summary>
    public IReadOnlyList<string> CoordinatorArguments =>
        ["coordinator", Workers.ToString(CultureInfo.InvariantCulture), Timers];

    /// <summary>What makes it a worker.</summary>
    public IReadOnlyList<string> WorkerArguments => ["worker", Timers];
}
