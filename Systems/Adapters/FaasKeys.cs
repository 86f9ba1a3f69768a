using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>The keys that the platform's two systems, faas and batch, have in common; attributes are inherited, so that
/// both mean the same.</summary>
[SystemOption("isolation", "what surrounds an instance",
    Choices = ["process", "bubblewrap", "docker"], Default = "process")]
[SystemOption("start", "whether instances exist before the stream; natural claims nothing: streams share the instances,"
    + " which wait for the next until they are idle too long", Choices = ["cold", "warm", "natural"], Default = "cold")]
[SystemOption("minInstances", "instances that are always there, fresh for each stream", OnlyIf = ["start=warm"],
    Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 64)]
[SystemOption("limits.memory", "memory of an instance",
    Type = OptionType.Size, Default = "536870912", Minimum = 16 << 20, Maximum = 1L << 40)]
[SystemOption("limits.cpu", "cores of an instance",
    Type = OptionType.Number, Default = "1", Minimum = 0.01, Maximum = 1024)]
[SystemOption("limits.pids", "processes and threads of an instance",
    Type = OptionType.Integer, Default = "64", Minimum = 8, Maximum = 1 << 20)]
[SystemOption("limits.files", "open files of an instance's process",
    Type = OptionType.Integer, Default = "256", Minimum = 16, Maximum = 1 << 20)]
[SystemOption("hardening.user", "an unprivileged user",
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.capabilities", "no capability in any set", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.noNewPrivileges", "no_new_privs", OnlyIf = ["isolation=process|docker"],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.readOnlyRoot", "a root that cannot be written, and a sized tmpfs", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.noNetwork", "no network but an own loopback", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.seccomp", "a system-call filter", OnlyIf = [Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.limits", "the limits are enforced",
    Type = OptionType.Boolean, Default = "true")]
[SystemFault("instance")]
[SystemNeed("isolation=bubblewrap", "bubblewrap")]
[SystemNeed("isolation=docker", "docker-engine")]
public abstract class FaasKeys
{
    private const string Boxed = "isolation=bubblewrap|docker";

    private protected FaasKeys()
    {
    }
}
