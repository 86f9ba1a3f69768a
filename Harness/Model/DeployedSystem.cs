namespace Eval.Harness.Model;

/// <summary>What a deployment did and is, before any stream.</summary>
/// <param name="Name">The system's label.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Build">How its function host was compiled, or null.</param>
/// <param name="HostSha256">SHA-256 of the host, or null.</param>
/// <param name="StepSeconds">Each step of the deployment and its time, seconds.</param>
/// <param name="Components">Name and version of the parts that answer.</param>
/// <param name="Facts">How it differs from the others: transports, copies, build.</param>
public sealed record DeployedSystem(
    string Name,
    string Kind,
    string? Build,
    string? HostSha256,
    IReadOnlyDictionary<string, double> StepSeconds,
    IReadOnlyDictionary<string, string> Components,
    IReadOnlyDictionary<string, string> Facts);
