using System.Globalization;
using System.Net;
using Eval.Systems.Abstractions;
using Eval.Systems.StreamFunctions.Doors;

namespace Eval.Systems.Adapters;

/// <summary>A server that already runs, as a scenario names it.</summary>
internal static class StreamFunctionEndpoint
{
    /// <summary>The server, or null where the scenario deploys one itself. Off this machine it has TLS.</summary>
    /// <exception cref="SystemUnavailableException">The token's variable is not set.</exception>
    public static ServerEndpoint? Of(SystemConfiguration configuration)
    {
        var text = configuration.Text("endpoint");
        if (text.Length == 0)
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        var host = text[..colon].Trim('[', ']');
        return new ServerEndpoint(host, int.Parse(text[(colon + 1)..], CultureInfo.InvariantCulture))
        {
            Token = TokenOf(configuration.Text("token")),
            UseTls = !IsHere(host),
        };
    }

    /// <summary>Whether that host is this machine, whose clock the stamps share.</summary>
    public static bool IsHere(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? TokenOf(string variable) => variable.Length == 0
        ? null
        : Environment.GetEnvironmentVariable(variable)
            ?? throw new SystemUnavailableException($"the environment variable {variable} is not set");
}
