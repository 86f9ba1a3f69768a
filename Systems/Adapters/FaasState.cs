using Eval.Systems.Abstractions;
using Eval.Systems.Functions;

namespace Eval.Systems.Adapters;

/// <summary>Where a function on the platform has its state between two events: the key <c>state</c>.</summary>
internal static class FaasState
{
    /// <summary>Nowhere: each event is handled alone.</summary>
    public const string None = "none";

    /// <summary>In a Redis server.</summary>
    public const string Redis = "redis";

    /// <summary>In the earlier events, which are sent again with each.</summary>
    public const string Replay = "replay";

    /// <summary>In the memory of the one instance.</summary>
    public const string Sticky = "sticky";

    /// <summary>What that system's key says.</summary>
    public static string Of(SystemConfiguration configuration) =>
        configuration.Text("state") is { Length: > 0 } place ? place : None;

    /// <summary>How many of the events before one are sent again with it, at most.</summary>
    public static int WindowOf(string function, int events) =>
        Math.Min(FunctionCatalog.Find(function).Window ?? int.MaxValue, Math.Max(0, events - 1));

    /// <summary>What the report says of it.</summary>
    /// <param name="configuration">The system.</param>
    /// <param name="server">Version of redis-server, where there is one.</param>
    public static string Described(SystemConfiguration configuration, string? server) => Of(configuration) switch
    {
        Redis => $"in redis-server {server} over a Unix socket, nothing on disk: read before each event, and after it"
            + " exchanged by a script unless it has changed meanwhile, which is then tried again",
        Replay when FunctionCatalog.Find(configuration.Function).Window is { } window =>
            $"made anew for each event from the {window} before it, sent again with it",
        Replay => "made anew for each event from all before it, sent again with it",
        Sticky => "in the memory of the one instance, and gone with it",
        _ => "none between events",
    };
}
