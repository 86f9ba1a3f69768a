using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Spawns a runtime that speaks HTTP, asks until it is ready, and then posts event after event on one
/// connection.</summary>
/// <param name="boxes">Where the program is started.</param>
/// <param name="program">The program.</param>
/// <param name="socket">Where it shall listen: a path that is this stream's own.</param>
/// <param name="request">The stream.</param>
/// <param name="talk">Told what returns.</param>
internal sealed class HttpRuntimeSession(
    RuntimeBoxes boxes, HttpRuntimeProgram program, string socket, StreamRequest request, RuntimeTalk talk)
    : IRuntimeSession
{
    private static readonly TimeSpan ReadinessLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan EpitaphLimit = TimeSpan.FromSeconds(1);

    private readonly HttpRuntimeClient _client = new(socket, request);

    /// <inheritdoc />
    public RuntimeInstance? Instance { get; private set; }

    /// <inheritdoc />
    public byte[]? Trailer { get; private set; }

    /// <summary>Starts the runtime, and waits until it is ready.</summary>
    public void Begin()
    {
        var command = new SandboxCommand(program.Executable, program.ArgumentsFor(socket), program.Environment);
        Instance = boxes.Start(command, program.Executable);
        var limitNs = MonotonicClock.NowNs + (long)ReadinessLimit.TotalNanoseconds;
        while (!IsReady())
        {
            if (Instance.HasEnded || MonotonicClock.NowNs > limitNs)
            {
                throw new IOException($"it was not ready within {ReadinessLimit.TotalSeconds} s");
            }

            talk.Aborted.WaitHandle.WaitOne(ReadinessInterval);
            talk.Aborted.ThrowIfCancellationRequested();
        }

        talk.Marks.ConnectNs = MonotonicClock.NowNs;
        talk.Marks.RuntimeNs = _client.MainEnteredNs ?? talk.Marks.RuntimeNs;
    }

    /// <summary>Sends one event, and waits for its answer.</summary>
    public void Send(StreamEvent item)
    {
        var payload = _client.Post(item, talk.Aborted);
        talk.Returned(new StreamEvent(item.Sequence, payload), MonotonicClock.NowNs);
    }

    /// <inheritdoc />
    public void End()
    {
        Trailer = program.HasProbe ? _client.Get(talk.Aborted) : null;
        talk.Ending();
    }

    /// <summary>Where the runtime has died, that is the reason, and the broken request only follows from it.</summary>
    public string ReasonOf(Exception failure) =>
        Instance?.WaitForEnd(talk.Aborted.IsCancellationRequested ? TimeSpan.Zero : EpitaphLimit) == true
            ? $"the runtime ended: {Instance.Exit?.Describe()}"
            : $"a request broke: {HttpWords.Of(failure)}";

    /// <inheritdoc />
    public void Dispose()
    {
        Instance?.End(TimeSpan.Zero);
        _client.Dispose();
        File.Delete(socket);
    }

    private bool IsReady()
    {
        if (!_client.IsListening)
        {
            return false;
        }

        talk.Marks.RuntimeNs ??= MonotonicClock.NowNs;
        return _client.IsReady(talk.Aborted);
    }
}
