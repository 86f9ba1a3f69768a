namespace Eval.Systems.Sdk.Protocol;

/// <summary>An event's own headers as the text of HTTP headers (<see cref="FaasProtocol.EventHeader"/>).</summary>
public static class EventHeaderText
{
    /// <summary>One header: name=value, both percent-encoded.</summary>
    public static string Format(string name, string value) =>
        $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    /// <summary>All headers of an event. Whoever forwards them may join repeated ones by commas, which
    /// percent-encoded names and values never hold.</summary>
    /// <exception cref="ProtocolException">One has no value.</exception>
    public static EventHeaders Parse(string joined) => joined.Length == 0
        ? default
        : new EventHeaders([.. joined.Split(',', StringSplitOptions.TrimEntries).Select(Split)]);

    private static KeyValuePair<string, string> Split(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? throw new ProtocolException(ProtocolError.Malformed, $"{FaasProtocol.EventHeader} cannot be '{pair}'")
            : new(Uri.UnescapeDataString(pair[..at]), Uri.UnescapeDataString(pair[(at + 1)..]));
    }
}
