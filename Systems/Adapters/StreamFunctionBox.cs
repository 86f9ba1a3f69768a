using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>The keys of limits and hardening in the words of the sandboxes.</summary>
internal static class StreamFunctionBox
{
    private static readonly string[] Protections =
        ["user", "capabilities", "noNewPrivileges", "readOnlyRoot", "noNetwork", "seccomp", "limits"];

    /// <summary>How much a box may take; the sandbox's own defaults where the rung knows no limits.</summary>
    public static SandboxLimits Limits(SystemConfiguration configuration)
    {
        var defaults = new SandboxLimits();
        return configuration.Text("limits.memory").Length == 0 ? defaults : defaults with
        {
            MemoryBytes = long.Parse(configuration.Text("limits.memory"), CultureInfo.InvariantCulture),
            Cpus = double.Parse(configuration.Text("limits.cpu"), CultureInfo.InvariantCulture),
            Processes = configuration.Integer("limits.pids"),
            Files = configuration.Integer("limits.files"),
        };
    }

    /// <summary>Which protections are on.</summary>
    public static SandboxHardening Hardening(SystemConfiguration configuration) => new()
    {
        User = Has(configuration, "user"),
        Capabilities = Has(configuration, "capabilities"),
        NoNewPrivileges = Has(configuration, "noNewPrivileges"),
        ReadOnlyRoot = Has(configuration, "readOnlyRoot"),
        NoNetwork = Has(configuration, "noNetwork"),
        Seccomp = Has(configuration, "seccomp"),
        Limits = Has(configuration, "limits"),
    };

    /// <summary>The protections that were switched off; below bubblewrap also those that the rung does not have, for
    /// which there are no keys.</summary>
    public static IReadOnlyList<string> Relaxed(SystemConfiguration configuration, Isolation isolation) =>
    [
        .. Protections.Where(name => !Has(configuration, name)
            || (isolation < Isolation.Bubblewrap && configuration.Text($"hardening.{name}").Length == 0)),
    ];

    private static bool Has(SystemConfiguration configuration, string name) =>
        configuration.Flag($"hardening.{name}", otherwise: true);
}
