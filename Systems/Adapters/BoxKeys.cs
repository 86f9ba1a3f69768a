using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>The keys <c>isolation</c>, <c>limits</c> and <c>hardening</c> in the words of sandboxes.</summary>
internal static class BoxKeys
{
    /// <summary>The label of every box that a harness starts.</summary>
    public const string Owner = "eval-harness";

    /// <summary>The rung of the isolation ladder.</summary>
    public static Isolation IsolationOf(SystemConfiguration configuration) => configuration.Text("isolation") switch
    {
        "in-process" => Isolation.InProcess,
        "bubblewrap" => Isolation.Bubblewrap,
        "docker" => Isolation.Docker,
        _ => Isolation.Process,
    };

    /// <summary>How much a box may take; a key that is absent keeps the default.</summary>
    public static SandboxLimits LimitsOf(SystemConfiguration configuration)
    {
        var usual = new SandboxLimits();
        return usual with
        {
            MemoryBytes = (long)Number("limits.memory", usual.MemoryBytes),
            Cpus = Number("limits.cpu", usual.Cpus),
            Processes = (int)Number("limits.pids", usual.Processes),
            Files = (int)Number("limits.files", usual.Files),
        };

        double Number(string key, double otherwise) => configuration.Options.TryGetValue(key, out var text)
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
    }

    /// <summary>Which protections are on; a key that is absent is on.</summary>
    public static SandboxHardening HardeningOf(SystemConfiguration configuration)
    {
        return new SandboxHardening
        {
            User = Protects("user"),
            Capabilities = Protects("capabilities"),
            NoNewPrivileges = Protects("noNewPrivileges"),
            ReadOnlyRoot = Protects("readOnlyRoot"),
            NoNetwork = Protects("noNetwork"),
            Seccomp = Protects("seccomp"),
            Limits = Protects("limits"),
        };

        bool Protects(string key) => configuration.Flag($"hardening.{key}", otherwise: true);
    }
}
