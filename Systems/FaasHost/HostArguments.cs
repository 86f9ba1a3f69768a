using System.Globalization;

namespace Eval.Systems.FaasHost;

/// <summary>What the gateway tells an instance on its command line.</summary>
internal sealed record HostArguments
{
    /// <summary><c>--socket</c>: the Unix socket for HTTP, as the number of an inherited descriptor that listens, or as
    /// the path where to make one.</summary>
    public required string Socket { get; init; }

    /// <summary><c>--lifeline</c>: a socket to the gateway, as the number of an inherited descriptor, or as the path
    /// where the gateway listens. Readiness goes out on it; its end ends the host.</summary>
    public required string Lifeline { get; init; }

    /// <summary><c>--function</c>: the function's name.</summary>
    public required string Function { get; init; }

    /// <summary><c>--max-body</c>: the largest request body, bytes.</summary>
    public required long MaxBodyBytes { get; init; }

    /// <summary><c>--state</c>: where the function's state is between two events: none, sticky or redis.</summary>
    public required string State { get; init; }

    /// <summary><c>--store</c>: path of the Unix socket of the store of states; empty where there is none.</summary>
    public required string Store { get; init; }

    /// <summary><c>--parameter name=value</c>, repeated: the function's parameters.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Reads pairs of name and value.</summary>
    /// <exception cref="ArgumentException">One is missing or unknown.</exception>
    public static HostArguments Parse(string[] arguments)
    {
        var single = new Dictionary<string, string>(StringComparer.Ordinal);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            if (arguments[i] == "--parameter")
            {
                var (name, value) = Split(arguments[i + 1]);
                parameters[name] = value;
            }
            else
            {
                single[arguments[i]] = arguments[i + 1];
            }
        }

        return new HostArguments
        {
            Socket = Required("--socket"),
            Lifeline = Required("--lifeline"),
            Function = Required("--function"),
            MaxBodyBytes = long.Parse(Required("--max-body"), CultureInfo.InvariantCulture),
            State = single.GetValueOrDefault("--state", "none"),
            Store = single.GetValueOrDefault("--store", ""),
            Parameters = parameters,
        };

        string Required(string name) =>
            single.TryGetValue(name, out var value) ? value : throw new ArgumentException($"{name} is missing");
    }

    private static (string Name, string Value) Split(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? (pair[..at], pair[(at + 1)..])
            : throw new ArgumentException($"--parameter '{pair}' is not name=value");
    }
}
