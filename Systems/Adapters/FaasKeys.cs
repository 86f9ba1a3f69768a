using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>The keys that the platform's two systems, faas and batch, have in common; attributes are inherited, so that
/// both mean the same.</summary>
[SystemOption("isolation", "what surrounds an instance", Choices = ["process", "docker"], Default = "process")]
[SystemOption("start", "what exists before the stream", Choices = ["cold"], Default = "cold")]
[SystemOption("limits.memory", "memory of an instance",
    Type = OptionType.Size, Default = "536870912", Minimum = 16 << 20, Maximum = 1L << 40)]
[SystemOption("limits.cpu", "cores of an instance",
    Type = OptionType.Number, Default = "1", Minimum = 0.01, Maximum = 1024)]
[SystemOption("limits.pids", "processes and threads of an instance",
    Type = OptionType.Integer, Default = "64", Minimum = 8, Maximum = 1 << 20)]
[SystemOption("limits.files", "open files of an instance's process", OnlyIf = [Boxed],
    Type = OptionType.Integer, Default = "256", Minimum = 16, Maximum = 1 << 20)]
[SystemOption("hardening.user", "an unprivileged user", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.capabilities", "no capability in any set", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.noNewPrivileges", "no_new_privs", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.readOnlyRoot", "a root that cannot be written, and a sized tmpfs", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.noNetwork", "no network but an own loopback", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.seccomp", "a system-call filter", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.limits", "the limits are enforced",
    Type = OptionType.Boolean, Default = "true")]
[SystemNeed(Boxed, "docker-engine")]
public abstract class FaasKeys
{
    private const string Boxed = "isolation=docker";

    private protected FaasKeys()
    {
    }
}
