namespace Eval.Systems.Brokers;

/// <summary>
/// Lets either one message be queued or one connection resume its session, never both at once: MQTTnet rebuilds a
/// resumed session's queue without a lock against publishers, so a message that arrives in between would overtake or
/// be lost. A turn that is not given back (its connection died half-way) ends for others after <see cref="TurnLimit"/>.
/// </summary>
internal sealed class SessionGate : IDisposable
{
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private string? _holder;

    /// <summary>Waits for the turn, and takes it in that name.</summary>
    public async Task EnterAsync(string holder)
    {
        // Whoever waited in vain takes the lost turn over; the one who lost it can no longer give it back.
        await _turn.WaitAsync(TurnLimit);
        lock (_lock)
        {
            _holder = holder;
        }
    }

    /// <summary>Gives the turn back; without effect where that name does not hold it.</summary>
    public void Leave(string holder)
    {
        lock (_lock)
        {
            if (_holder == holder)
            {
                _holder = null;
                _turn.Release();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
