using System.Globalization;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>What else runs: a wake-up that waits for a core behind another program's 3 ms is no cost of ours.</summary>
internal static class MachineLoad
{
    /// <summary>Threads that run or want to, this moment, beside the one that asks (proc_loadavg(5)).</summary>
    public static int OtherRunnable
    {
        get
        {
            var running = File.ReadAllText("/proc/loadavg").Split(' ')[3].Split('/')[0];
            return int.Parse(running, CultureInfo.InvariantCulture) - 1;
        }
    }
}
