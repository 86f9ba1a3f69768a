using System.Globalization;

namespace Eval.Systems.Brokers;

/// <summary>A redis-server, as its supervisor says it after <c>ready</c>.</summary>
/// <param name="ProcessId">Its own process, a child of the supervisor.</param>
/// <param name="Version">What the server says it is.</param>
/// <param name="Socket">Path of its Unix socket.</param>
public sealed record RedisAddress(int ProcessId, string Version, string Socket)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static RedisAddress Parse(string text) =>
        text.Split(' ', 3) is [var id, var version, var socket]
            ? new(int.Parse(id, CultureInfo.InvariantCulture), version, socket)
            : throw new FormatException($"'{text}' is not a server's process, version and socket");

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ProcessId} {Version} {Socket}");
}
