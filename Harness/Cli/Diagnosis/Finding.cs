namespace Eval.Harness.Cli.Diagnosis;

/// <summary>One thing that a machine has or lacks.</summary>
/// <param name="Name">What.</param>
/// <param name="Present">Whether it is here.</param>
/// <param name="Required">Whether the defaults need it.</param>
/// <param name="Detail">Where or which.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Remedy">How to get it.</param>
internal sealed record Finding(
    string Name, bool Present, bool Required, string Detail, string Purpose, string Remedy);
