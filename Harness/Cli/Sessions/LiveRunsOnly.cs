using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;

namespace Eval.Harness.Cli.Sessions;

/// <summary>Measured trials never go on where simulated ones ended, or the other way round.</summary>
internal static class LiveRunsOnly
{
    /// <summary>Lets live runs pass.</summary>
    /// <exception cref="UsageException">The run is simulated.</exception>
    public static void Require(RunManifest manifest)
    {
        if (manifest.Executor != "live")
        {
            throw new UsageException(
                $"{manifest.RunId} is {manifest.Executor}, which gives the same every time: use `simulate` again");
        }
    }
}
