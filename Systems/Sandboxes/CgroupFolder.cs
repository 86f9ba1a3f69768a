using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>One group as the folder that it is.</summary>
internal static class CgroupFolder
{
    /// <summary>Sets one of its values.</summary>
    public static void Write(string folder, string file, string value) =>
        File.WriteAllText(Path.Join(folder, file), value);

    /// <summary>Sets one of its values.</summary>
    public static void Write(string folder, string file, long value) =>
        Write(folder, file, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number beside a name in one of its tables; 0 where there is none.</summary>
    public static long Read(string folder, string file, string name)
    {
        var line = File.ReadLines(Path.Join(folder, file))
            .FirstOrDefault(candidate => candidate.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>Kills all that is in it; true where it is empty. A thread of this very process may be in it for a
    /// moment, to spawn: that leaves by itself.</summary>
    public static bool Sweep(string folder)
    {
        var members = File.ReadAllLines(Path.Join(folder, "cgroup.procs"));
        foreach (var member in members.Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
        {
            if (member != Environment.ProcessId)
            {
                _ = LibC.kill(member, LibC.SignalKill);
            }
        }

        return members.Length == 0;
    }
}
