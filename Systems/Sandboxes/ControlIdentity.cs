using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>Tells control processes apart: number and start time, since numbers alone are used again.</summary>
internal static class ControlIdentity
{
    /// <summary>This process.</summary>
    public static string Current { get; } = Of(Environment.ProcessId)!;

    /// <summary>Whether that control process still runs, so that its boxes are no orphans.</summary>
    public static bool IsAlive(string identity)
    {
        var number = identity.Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && Of(processId) == identity;
    }

    /// <summary>Null where there is no such process.</summary>
    private static string? Of(int processId)
    {
        try
        {
            // Field 22 of proc(5), in clock ticks since boot; fields count from the end of the command's name.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{processId}.{fields[19]}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
