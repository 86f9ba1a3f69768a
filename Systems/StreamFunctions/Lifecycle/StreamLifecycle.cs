namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>
/// The state machine of one stream: opened → starting → running → draining → ended. It ends exactly once: as completed
/// only out of draining, as rejected only out of opened, as failed or cancelled out of any state.
/// </summary>
public sealed class StreamLifecycle
{
    private volatile StreamState _state = StreamState.Opened;

    /// <summary>Where it is; may be read from any thread, changes on its stream's own.</summary>
    public StreamState State => _state;

    /// <summary>Told of each state that is entered, on the stream's thread.</summary>
    public Action<StreamState>? Entered { get; set; }

    /// <summary>How it ended, or null.</summary>
    public StreamEnd? End { get; private set; }

    /// <summary>Goes on to a state that is not the end.</summary>
    /// <exception cref="InvalidOperationException">It does not follow the present one.</exception>
    public void Enter(StreamState next)
    {
        if (next == StreamState.Ended || next != _state + 1)
        {
            throw new InvalidOperationException($"a stream cannot go from {_state} to {next}");
        }

        _state = next;
        Entered?.Invoke(next);
    }

    /// <summary>Ends it.</summary>
    /// <exception cref="InvalidOperationException">It has ended, or cannot end so from here.</exception>
    public void Finish(StreamEnd end)
    {
        var allowed = end.Outcome switch
        {
            EndKind.Completed => _state == StreamState.Draining,
            EndKind.Rejected => _state == StreamState.Opened,
            _ => _state != StreamState.Ended,
        };
        if (!allowed)
        {
            throw new InvalidOperationException($"a stream cannot end as {end.Outcome} out of {_state}");
        }

        End = end;
        _state = StreamState.Ended;
    }
}
