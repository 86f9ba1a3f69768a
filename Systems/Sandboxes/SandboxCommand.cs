namespace Eval.Systems.Sandboxes;

/// <summary>What a sandbox runs.</summary>
/// <param name="Executable">Absolute path of the program; no search path is used.</param>
/// <param name="Arguments">Its arguments, without the program's own name.</param>
/// <param name="Environment">Its whole environment: nothing is inherited.</param>
public sealed record SandboxCommand(
    string Executable, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The number at which the program finds <see cref="InheritedDescriptor"/>.</summary>
    public const int DescriptorNumber = 3;

    /// <summary>A descriptor of this process that the program gets as <see cref="DescriptorNumber"/>, or none. All
    /// others are closed in it. The caller still owns, and closes, its own.</summary>
    public int? InheritedDescriptor { get; init; }
}
