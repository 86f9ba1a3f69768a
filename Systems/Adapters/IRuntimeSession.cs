using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One stream's dealings with a program of its own, by blocking calls on the stream's thread; what breaks is
/// thrown. It is disposed of on that thread too, and then nothing is left of the program.</summary>
internal interface IRuntimeSession : IDisposable
{
    /// <summary>The program's process; null before <see cref="Begin"/>.</summary>
    RuntimeInstance? Instance { get; }

    /// <summary>What the probe in the function left; null where there is none.</summary>
    byte[]? Trailer { get; }

    /// <summary>Starts the program.</summary>
    void Begin();

    /// <summary>Sends one event.</summary>
    void Send(StreamEvent item);

    /// <summary>Every event has been sent: waits for what is still to come.</summary>
    void End();

    /// <summary>Why that failure happened; called on the stream's thread.</summary>
    string ReasonOf(Exception failure);
}
