using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// Ends a control process with the program that started it: when its standard input closes (however the parent died) or
/// at SIGTERM. An interrupt from the keyboard reaches the whole group, and is left to the parent.
/// </summary>
public sealed class ParentLifetime : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Starts to watch, on a thread of its own.</summary>
    public ParentLifetime()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _ended.Cancel();
        });
        new Thread(ReadToEnd) { IsBackground = true, Name = "parent lifetime" }.Start();
    }

    /// <summary>Cancelled when the parent is gone or asked for the end.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        var ignored = new byte[64];
        while (input.Read(ignored) > 0)
        {
            // Nothing is ever said on this pipe: only its end matters.
        }

        _ended.Cancel();
    }
}
