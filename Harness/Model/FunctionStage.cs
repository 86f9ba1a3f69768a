namespace Eval.Harness.Model;

/// <summary>One function of a scenario.</summary>
/// <param name="Name">The bundled function's name, or the path as the file has it.</param>
/// <param name="Executable">Absolute path of the program; null for a bundled function.</param>
public sealed record FunctionStage(string Name, string? Executable)
{
    /// <summary>Whether an event's outputs depend on earlier events; of an executable nobody knows.</summary>
    public bool IsStateful { get; init; }

    /// <summary>Whether it says what of an event is its key, so that events of one key depend on no other's.</summary>
    public bool IsKeyed { get; init; }

    /// <summary>Whether that state can be put into bytes and kept elsewhere.</summary>
    public bool HasPortableState { get; init; }
}
