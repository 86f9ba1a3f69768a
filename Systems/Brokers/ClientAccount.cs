namespace Eval.Systems.Brokers;

/// <summary>What the broker itself knows of one client id.</summary>
/// <param name="ClientId">Its name.</param>
/// <param name="Endpoint">The far end of its connection, such as 127.0.0.1:40000, or null while it is away.</param>
/// <param name="BytesReceived">Bytes that came from it over this connection, protocol included.</param>
/// <param name="BytesSent">Bytes that went to it over this connection, protocol included.</param>
/// <param name="Pending">Messages queued for it that have not gone out.</param>
/// <param name="Dropped">Messages for it that found its queue full and are lost.</param>
public sealed record ClientAccount(
    string ClientId, string? Endpoint, long BytesReceived, long BytesSent, long Pending, long Dropped);
