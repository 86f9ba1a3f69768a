using System.Diagnostics;

namespace Eval.Tests.Shared;

/// <summary>Stops another process in the middle of whatever it does; its sockets stay open.</summary>
internal static class Freezing
{
    /// <summary>Stops it, and returns when none of its threads runs any more. A signal that was sent is only pending:
    /// on a machine that is busy, threads that have not run since then go on, and a server that does so answers what
    /// the test sends to a frozen one.</summary>
    public static async Task StopAsync(int processId)
    {
        Signal(processId, "STOP");
        await Eventually.HoldsAsync(() => Directory.GetDirectories($"/proc/{processId}/task").All(IsStopped));
    }

    /// <summary>Lets it go on.</summary>
    public static void Continue(int processId) => Signal(processId, "CONT");

    /// <summary>The state is behind the name, which is in parentheses and may have any in it.</summary>
    private static bool IsStopped(string thread)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(thread, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].StartsWith('T');
        }
        catch (IOException)
        {
            // It ended between the two looks; the next look is at those that are left.
            return false;
        }
    }

    private static void Signal(int processId, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{processId}"]);
        kill.WaitForExit();
    }
}
