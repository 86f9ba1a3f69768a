using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>The largest resident set of a process that still runs.</summary>
internal static class PeakMemory
{
    /// <summary>That of the process and of its children, such as a broker beside a function, bytes: their peaks added,
    /// which may have been at different times.</summary>
    public static long? OfFamily(int processId) => Of(processId) is { } own
        ? own + ProcessTable.Children(processId).Sum(child => Of(child.ProcessId) ?? 0)
        : null;

    /// <summary>Bytes; null where the process has ended. wait4(2) cannot tell afterwards: a spawned child inherits its
    /// parent's maximum.</summary>
    public static long? Of(int processId)
    {
        try
        {
            const string Label = "VmHWM:";
            foreach (var line in File.ReadLines($"/proc/{processId}/status"))
            {
                if (line.StartsWith(Label, StringComparison.Ordinal))
                {
                    var kibibytes = line[Label.Length..^" kB".Length];
                    return 1024 * long.Parse(kibibytes, CultureInfo.InvariantCulture);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended between two reads.
        }

        return null;
    }
}
