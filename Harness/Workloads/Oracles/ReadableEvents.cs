using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>Whether functions can read what a workload streams.</summary>
public static class ReadableEvents
{
    private const ulong AnySeed = 1;
    private const int MostEvents = 16;
    private const long MostBytes = 1 << 20;

    /// <summary>Whether these functions, one after the other, can read that workload's first events, as far as their
    /// oracles tell; those from the first on that has no oracle are taken to.</summary>
    /// <exception cref="ArgumentException">The workload's options make no stream together.</exception>
    public static bool AreReadBy(IReadOnlyList<string> functions, WorkloadSpec workload)
    {
        ArgumentNullException.ThrowIfNull(functions);
        var known = functions.TakeWhile(OracleCatalog.Functions.Contains).ToArray();
        if (known.Length == 0)
        {
            return true;
        }

        // Few, and fewer where they are large, as a scenario is checked before anything is made of it.
        var source = WorkloadCatalog.Create(workload);
        var events = (int)Math.Clamp(MostBytes / Math.Max(1, source.BytesOf(1)), 1, MostEvents);
        var stream = source.Generate(events, AnySeed);
        try
        {
            // Oracles compute as they are asked.
            _ = OracleCatalog.Find(known).Outputs([.. Enumerable.Range(0, events).Select(stream.Payload)]).Count();
            return true;
        }
#pragma warning disable CA1031 // An oracle may trip over bytes that are none of its in any way.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
