using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>A descriptor that is kept for when there are no others: given up for a moment, it lets a connection be
/// accepted that would wait in the listener's queue unanswered.</summary>
internal sealed class SpareDescriptor : IDisposable
{
    private const int PauseMilliseconds = 10;

    private readonly Lock _use = new();
    private int _descriptor = Open();

    /// <summary>Accepts one connection in its place, which has to be closed at once; does nothing for a moment where
    /// that fails, too.</summary>
    public void Accept(int listener, Action<StreamSocket> closeSoon)
    {
        lock (_use)
        {
            Dispose();
            var client = Waiting.IsReadable(listener) ? UnixSocket.TryAccept(listener) : null;
            if (client is null)
            {
                Waiting.Pause(PauseMilliseconds);
            }
            else
            {
                closeSoon(client);
            }

            _descriptor = Open();
        }
    }

    /// <summary>Whether it is there, or can be had again: somebody else may have taken its place in the moment in which
    /// it was given up.</summary>
    public bool Regain()
    {
        if (Volatile.Read(ref _descriptor) >= 0)
        {
            return true;
        }

        lock (_use)
        {
            _descriptor = _descriptor >= 0 ? _descriptor : Open();
            return _descriptor >= 0;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Said to be gone before it is: a connection that gets its number must not believe that it is still there.
        if (Interlocked.Exchange(ref _descriptor, -1) is >= 0 and var descriptor)
        {
            _ = LibC.close(descriptor);
        }
    }

    private static int Open() => LibC.eventfd(0, LibC.CloseOnExec);
}
