namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>What <c>serve</c> was told, not yet believed.</summary>
internal sealed record ServeArguments
{
    /// <summary>A configuration file instead of socket and functions.</summary>
    public string? ConfigurationFile { get; init; }

    public string? Socket { get; init; }

    public IReadOnlyList<string> Functions { get; init; } = [];

    public string? Isolation { get; init; }

    public int? Http { get; init; }

    public string? Listen { get; init; }

    public string? Certificate { get; init; }

    public string? TokenFrom { get; init; }
}
