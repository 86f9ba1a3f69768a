namespace Eval.Systems.Sandboxes;

/// <summary>Where this process sits in a hierarchy of cgroups version 1: its boxes' groups are made below, so that limits
/// which it lives under hold for them too.</summary>
internal static class CgroupBase
{
    /// <summary>The folder of that controller's hierarchy, or null where there is none.</summary>
    /// <param name="controller">Such as <c>memory</c>.</param>
    public static string? Find(string controller) => Find(
        controller, File.ReadAllLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup"));

    /// <summary>The same from the lines of both tables, as cgroups(7) and proc(5) describe them.</summary>
    internal static string? Find(string controller, string[] mounts, string[] memberships)
    {
        foreach (var mount in mounts)
        {
            var halves = mount.Split(" - ");
            var (places, type) = (halves[0].Split(' '), halves[^1].Split(' '));
            if (type[0] == "cgroup" && type[^1].Split(',').Contains(controller))
            {
                var own = Below(places[4], places[3], Membership(controller, memberships));
                return Directory.Exists(own) ? own : places[4];
            }
        }

        return null;
    }

    private static string Membership(string controller, string[] memberships) => memberships
        .Select(line => line.Split(':', 3))
        .FirstOrDefault(fields => fields[1].Split(',').Contains(controller))?[2] ?? "/";

    /// <summary>A container sees a part of the hierarchy, whose root the membership's path begins with.</summary>
    private static string Below(string mountPoint, string root, string path)
    {
        var relative = root != "/" && path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
        return Path.Join(mountPoint, relative.Trim('/'));
    }
}
