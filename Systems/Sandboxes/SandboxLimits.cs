namespace Eval.Systems.Sandboxes;

/// <summary>How much one box may take.</summary>
public sealed record SandboxLimits
{
    /// <summary>Memory, bytes.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>CPU cores.</summary>
    public double Cpus { get; init; } = 1;

    /// <summary>Processes and threads.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>Open descriptors of a process.</summary>
    public int Files { get; init; } = 256;

    /// <summary>The writable temporary folder, bytes.</summary>
    public long TemporaryBytes { get; init; } = 16L << 20;
}
