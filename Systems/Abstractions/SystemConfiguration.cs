using System.Globalization;

namespace Eval.Systems.Abstractions;

/// <summary>What an adapter is made from: the scenario's entry, validated against the adapter's declared options.
/// </summary>
public sealed record SystemConfiguration
{
    /// <summary>The label in the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>Every declared option that has an effect, defaults filled in. Durations are in seconds, sizes in
    /// bytes; all invariant.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The function's name; of a workflow or an executable, the scenario's label for it.</summary>
    public required string Function { get; init; }

    /// <summary>The functions in the order in which events pass them; empty: the one bundled function of that name.
    /// </summary>
    public IReadOnlyList<FunctionReference> Stages { get; init; } = [];

    /// <summary>Where the last function's outputs go.</summary>
    public OutputTarget Output { get; init; } = OutputTarget.Producer;

    /// <summary>The NATS subject that they go to; else empty.</summary>
    public string OutputSubject { get; init; } = "";

    /// <summary>The function's parameters.</summary>
    public IReadOnlyDictionary<string, string> FunctionParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>An event that the function takes, for the warm-up; it is sent many times.</summary>
    public ReadOnlyMemory<byte> WarmUpPayload { get; init; } = new byte[57_600];

    /// <summary>How function hosts are compiled: auto, aot, r2r or jit.</summary>
    public string Build { get; init; } = "auto";

    /// <summary>A folder of the system's own with a short path, for sockets and logs; removed by its owner.</summary>
    public required string Workspace { get; init; }

    /// <summary>Where compiled function hosts come from.</summary>
    public required IFunctionHosts Hosts { get; init; }

    /// <summary>The option of that name, or empty where it is absent.</summary>
    public string Text(string option) => Options.GetValueOrDefault(option, "");

    /// <summary>The option of that name as a truth value; absent: <paramref name="otherwise"/>.</summary>
    public bool Flag(string option, bool otherwise) =>
        Options.TryGetValue(option, out var text) ? text == "true" : otherwise;

    /// <summary>The option of that name as an integer.</summary>
    public int Integer(string option) => int.Parse(Options[option], CultureInfo.InvariantCulture);

    /// <summary>The option of that name, in seconds, as a time.</summary>
    public TimeSpan Duration(string option) =>
        TimeSpan.FromSeconds(double.Parse(Options[option], CultureInfo.InvariantCulture));
}
