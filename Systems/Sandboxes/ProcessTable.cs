using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>The kernel's own account of processes, read from /proc.</summary>
public static class ProcessTable
{
    /// <summary>Every process now; those that end while the table is read are left out.</summary>
    public static IReadOnlyList<ProcessEntry> Snapshot()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Find(id) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>That process, or null where it is gone or only waits to be reaped.</summary>
    public static ProcessEntry? Find(int processId)
    {
        try
        {
            // The command's name stands in parentheses and may hold anything, so fields count from the last one.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[0] is "Z" or "X")
            {
                return null;
            }

            var executable = new FileInfo($"/proc/{processId}/exe").LinkTarget ?? "";
            return new ProcessEntry(
                processId, int.Parse(fields[1], CultureInfo.InvariantCulture), executable, CpuSeconds(fields));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The children of that process now; a look at its threads, much cheaper than the whole table.</summary>
    public static IReadOnlyList<ProcessEntry> Children(int processId)
    {
        var found = new List<ProcessEntry>();
        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
            {
                var line = File.ReadAllText(Path.Combine(thread, "children"));
                foreach (var child in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                {
                    if (Find(int.Parse(child, CultureInfo.InvariantCulture)) is { } entry)
                    {
                        found.Add(entry);
                    }
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process, or one of its threads, ended meanwhile; what was seen so far stands.
        }

        return found;
    }

    /// <summary>The descendants of that process, in no order.</summary>
    public static IReadOnlyList<ProcessEntry> Descendants(int processId)
    {
        var children = Snapshot().ToLookup(entry => entry.ParentProcessId);
        var found = new List<ProcessEntry>();
        var open = new Queue<int>([processId]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children[parent])
            {
                found.Add(child);
                open.Enqueue(child.ProcessId);
            }
        }

        return found;
    }

    /// <summary>User and system time, in ticks of 10 ms, as fields 14 and 15 of proc(5).</summary>
    private static double CpuSeconds(string[] fields) =>
        (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture))
        / 100.0;
}
