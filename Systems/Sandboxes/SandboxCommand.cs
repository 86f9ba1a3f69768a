namespace Eval.Systems.Sandboxes;

/// <summary>What a sandbox runs.</summary>
/// <param name="Executable">Absolute path of the program on this host; no search path is used.</param>
/// <param name="Arguments">Its arguments, without the program's own name.</param>
/// <param name="Environment">Its whole environment: nothing is inherited.</param>
public sealed record SandboxCommand(
    string Executable, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The number at which the program finds the first of <see cref="InheritedDescriptors"/>.</summary>
    public const int FirstDescriptor = 3;

    /// <summary>Where a program that inherits nothing finds <see cref="SharedFolder"/>.</summary>
    public const string SharedFolderInside = "/run/eval";

    /// <summary>Descriptors of this process that the program gets as 3, 4, …; all others are closed in it. The caller
    /// still owns, and closes, its own.</summary>
    public IReadOnlyList<int> InheritedDescriptors { get; init; } = [];

    /// <summary>A folder of this host that is mounted at <see cref="SharedFolderInside"/> where descriptors are not
    /// inherited; null: none. The sandbox opens it to every user: what stands in it is protected by a folder around it
    /// that only its owner may enter.</summary>
    public string? SharedFolder { get; init; }

    /// <summary>Unique on its control plane; a label beside the owner's.</summary>
    public string InstanceId { get; init; } = "";
}
