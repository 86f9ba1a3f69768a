using System.Globalization;

namespace Eval.Systems.Faas;

/// <summary>The deployed function and the gateway's bounds, from the command line: pairs of --name and value.</summary>
internal sealed record GatewayOptions
{
    /// <summary><c>--host</c>: absolute path of the function host.</summary>
    public required string Host { get; init; }

    /// <summary><c>--function</c>: the function's name.</summary>
    public required string Function { get; init; }

    /// <summary><c>--parameter</c>, repeated: the function's parameters, each as name=value.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary><c>--state</c>: where the function's state is between two events, as hosts are told.</summary>
    public required string State { get; init; }

    /// <summary><c>--store</c>: path of the Unix socket of the store of states; empty where there is none.</summary>
    public required string Store { get; init; }

    /// <summary><c>--workspace</c>: a folder for sockets.</summary>
    public required string Workspace { get; init; }

    /// <summary><c>--box</c>: what surrounds each instance.</summary>
    public required BoxPolicy Box { get; init; }

    /// <summary><c>--max-body</c>: the largest request body, bytes.</summary>
    public required long MaxBodyBytes { get; init; }

    /// <summary><c>--shared</c>: true where streams share the instances, which outlive them; else each stream finds the
    /// platform as the first did.</summary>
    public bool AreShared { get; init; }

    /// <summary><c>--queue</c>, <c>--concurrency</c>, <c>--min-instances</c>, <c>--max-instances</c>,
    /// <c>--idle-timeout</c> and <c>--start-timeout</c> (seconds).</summary>
    public required ActivatorLimits Limits { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="KeyNotFoundException">One is missing.</exception>
    public static GatewayOptions Parse(string[] arguments)
    {
        var values = arguments.Chunk(2).ToLookup(pair => pair[0], pair => pair[^1]);
        return new GatewayOptions
        {
            Host = One("--host"),
            Function = One("--function"),
            Parameters = [.. values["--parameter"]],
            State = values["--state"].LastOrDefault() ?? "none",
            Store = values["--store"].LastOrDefault() ?? "",
            Workspace = One("--workspace"),
            Box = BoxPolicy.Decode(One("--box")),
            AreShared = values["--shared"].LastOrDefault() == "true",
            MaxBodyBytes = long.Parse(One("--max-body"), CultureInfo.InvariantCulture),
            Limits = new ActivatorLimits
            {
                Queue = Count("--queue"),
                Concurrency = Count("--concurrency"),
                MinInstances = Count("--min-instances"),
                MaxInstances = Count("--max-instances"),
                IdleTimeout = Seconds("--idle-timeout"),
                StartTimeout = Seconds("--start-timeout"),
            },
        };

        int Count(string name) => int.Parse(One(name), CultureInfo.InvariantCulture);
        TimeSpan Seconds(string name) =>
            TimeSpan.FromSeconds(double.Parse(One(name), CultureInfo.InvariantCulture));
        string One(string name) => values[name].LastOrDefault() ?? throw new KeyNotFoundException($"{name} is missing");
    }
}
