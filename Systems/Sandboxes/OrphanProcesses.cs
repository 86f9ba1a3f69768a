using System.Globalization;
using System.Text;

namespace Eval.Systems.Sandboxes;

/// <summary>Ends the processes that an owner's earlier control process left behind.</summary>
internal static class OrphanProcesses
{
    /// <summary>Kills every process with that owner's label whose control process is gone; gives how many.</summary>
    public static int Kill(string owner)
    {
        var killed = 0;
        foreach (var entry in ProcessTable.Snapshot())
        {
            var labels = LabelsOf(entry.ProcessId);
            if (labels.GetValueOrDefault(BoxLabels.OwnerVariable) == owner
                && labels.GetValueOrDefault(BoxLabels.ControlVariable) is { } control
                && !ControlIdentity.IsAlive(control)
                && LibC.kill(entry.ProcessId, LibC.SignalKill) == 0)
            {
                killed++;
            }
        }

        return killed;
    }

    /// <summary>The labels among the environment that a process was started with.</summary>
    private static Dictionary<string, string> LabelsOf(int processId)
    {
        var labels = new Dictionary<string, string>();
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/environ");
            foreach (var variable in Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0'))
            {
                if (variable.StartsWith("EVAL_", StringComparison.Ordinal) && variable.IndexOf('=') is > 0 and var at)
                {
                    labels[variable[..at]] = variable[(at + 1)..];
                }
            }
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It ended, or belongs to somebody else.
        }

        return labels;
    }
}
