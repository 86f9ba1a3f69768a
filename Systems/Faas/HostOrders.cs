using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Hosting;

namespace Eval.Systems.Faas;

/// <summary>What a host that is a plain child is told by variables to do to itself before user code, the same as the
/// hosts of stream functions: nobody else can. From bubblewrap up it is enforced from outside.</summary>
internal static class HostOrders
{
    /// <summary>The user without rights of its own, by convention of every distribution.</summary>
    private const int Nobody = 65534;

    /// <summary>The whole environment of a host.</summary>
    public static IReadOnlyDictionary<string, string> Variables(GatewayOptions options)
    {
        var variables = new Dictionary<string, string>(HostEnvironment.Variables);
        if (options.Box.Isolation != Isolation.Process)
        {
            return variables;
        }

        var (limits, hardening) = (options.Box.Settings.Limits, options.Box.Settings.Hardening);
        variables[HostVariable.Parent] = Text(Environment.ProcessId);
        if (hardening.Limits)
        {
            variables[HostVariable.Files] = Text(limits.Files);
        }

        if (hardening.NoNewPrivileges)
        {
            variables[HostVariable.NoNewPrivileges] = "1";
        }

        if (BecomesNobody(options))
        {
            variables[HostVariable.User] = Text(Nobody);
        }

        return variables;
    }

    /// <summary>What a plain child will not do to itself here, in the words of a row's relaxed column.</summary>
    public static IEnumerable<string> Relaxed(GatewayOptions options)
    {
        if (options.Box.Isolation != Isolation.Process)
        {
            return [];
        }

        // A gateway without privileges has none to take from its instances.
        var hardening = options.Box.Settings.Hardening;
        var asked = hardening with
        {
            User = BecomesNobody(options) || (hardening.User && !Environment.IsPrivilegedProcess),
        };
        return asked.Relaxed.Where(word => word is "user" or "no-new-privileges" or "limits");
    }

    private static bool BecomesNobody(GatewayOptions options) =>
        options.Box.Settings.Hardening.User && Environment.IsPrivilegedProcess
        && OpenProgram.IsReadableByAll(options.Host);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
