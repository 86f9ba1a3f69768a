using System.Globalization;
using Eval.Systems.Sdk.Hosting;

namespace Eval.Systems.Sandboxes;

/// <summary>What a host that is a plain child is told by variables to do to itself before user code (PROTOCOL.md):
/// nobody else can. From bubblewrap up it is enforced from outside.</summary>
public static class SelfProtection
{
    /// <summary>The user without rights of its own, by convention of every distribution.</summary>
    private const int Nobody = 65534;

    /// <summary>Name and value of each variable; none at other isolations.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Orders(
        Isolation isolation, string executable, SandboxLimits limits, SandboxHardening hardening)
    {
        if (isolation != Isolation.Process)
        {
            yield break;
        }

        yield return new(HostVariable.Parent, Text(Environment.ProcessId));
        if (hardening.Limits)
        {
            yield return new(HostVariable.Files, Text(limits.Files));
        }

        if (hardening.NoNewPrivileges)
        {
            yield return new(HostVariable.NoNewPrivileges, "1");
        }

        if (BecomesNobody(executable, hardening))
        {
            yield return new(HostVariable.User, Text(Nobody));
        }
    }

    /// <summary>What a plain child will not do to itself here, in the words of a row's relaxed column.</summary>
    public static IEnumerable<string> Relaxed(Isolation isolation, string executable, SandboxHardening hardening)
    {
        if (isolation != Isolation.Process)
        {
            return [];
        }

        // Whoever starts it without privileges has none to take from it.
        var asked = hardening with
        {
            User = BecomesNobody(executable, hardening) || (hardening.User && !Environment.IsPrivilegedProcess),
        };
        return asked.Relaxed.Where(word => word is "user" or SandboxHardening.NoNewPrivilegesWord or "limits");
    }

    private static bool BecomesNobody(string executable, SandboxHardening hardening) =>
        hardening.User && Environment.IsPrivilegedProcess && OpenProgram.IsReadableByAll(executable);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
