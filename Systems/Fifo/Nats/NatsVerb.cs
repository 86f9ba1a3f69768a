namespace Eval.Systems.Fifo.Nats;

/// <summary>What a server can say.</summary>
internal enum NatsVerb
{
    /// <summary>Of itself, JSON.</summary>
    Info,

    /// <summary>A message on a subject that was subscribed.</summary>
    Message,

    /// <summary>It wants a PONG.</summary>
    Ping,

    /// <summary>It has handled all that was sent before a PING.</summary>
    Pong,

    /// <summary>It is content; only told in verbose mode.</summary>
    Ok,

    /// <summary>It is not, with a text.</summary>
    Error,
}
