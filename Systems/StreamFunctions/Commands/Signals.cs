using System.Runtime.InteropServices;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>The end of a server that a person started: Ctrl-C or SIGTERM.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Signals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
    ];

    /// <summary>Cancelled at the first of them.</summary>
    public CancellationToken Ended => _ended.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        _ended.Cancel();
    }
}
