using System.Globalization;

namespace Eval.Systems.Brokers;

/// <summary>A nats-server, as its supervisor says it after <c>ready</c>.</summary>
/// <param name="Port">The loopback port.</param>
/// <param name="ProcessId">Its own process, a child of the supervisor.</param>
/// <param name="Version">What the server says it is.</param>
public sealed record JetStreamAddress(int Port, int ProcessId, string Version)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static JetStreamAddress Parse(string text) =>
        text.Split(' ') is [var port, var id, var version]
            ? new(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(id, CultureInfo.InvariantCulture), version)
            : throw new FormatException($"'{text}' is not a server's port, process and version");

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Port} {ProcessId} {Version}");
}
