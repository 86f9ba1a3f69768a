using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>The keys of the systems that start a program of somebody else for each stream; attributes are inherited, so
/// that all mean the same. How many files such a program opens is its own affair: nobody hardens it from inside.
/// </summary>
[SystemOption("isolation", "what surrounds the program", Choices = ["process"], Default = "process")]
[SystemOption("start", "what exists before the stream: nothing; natural does not even claim that",
    Choices = ["cold", "natural"], Default = "cold")]
[SystemOption("limits.memory", "memory of the program",
    Type = OptionType.Size, Default = "536870912", Minimum = 16 << 20, Maximum = 1L << 40)]
[SystemOption("limits.cpu", "cores of the program",
    Type = OptionType.Number, Default = "1", Minimum = 0.01, Maximum = 1024)]
[SystemOption("limits.pids", "processes and threads of the program",
    Type = OptionType.Integer, Default = "64", Minimum = 8, Maximum = 1 << 20)]
[SystemOption("hardening.limits", "the limits are enforced", Type = OptionType.Boolean, Default = "true")]
[SystemFault("instance")]
public abstract class RuntimeKeys
{
    private protected RuntimeKeys()
    {
    }
}
