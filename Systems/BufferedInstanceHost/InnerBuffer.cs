using System.Text;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>The FIFO inside the instance: a nats-server of its own, and a thread that moves the stream through it while
/// the function works on the main thread.</summary>
internal sealed class InnerBuffer : IDisposable
{
    private NatsProcess? _server;

    /// <summary>Starts both; the function's host then finds its stream behind them.</summary>
    /// <exception cref="IOException">nats-server is missing or does not start.</exception>
    public void Start()
    {
        _server = new NatsProcess(FrameReaderBound);
        var server = _server.AwaitPort();
        var (control, inner) = ControlSocket.StepBetween();
        var limits = NatsFifoLimits.Within(BufferBounds.Events, BufferBounds.Bytes);
        var fifo = new NatsFifo(server, limits, MonotonicClock.NowNs, _server.Token);
        new Thread(() => Run(new Pump(control, inner, fifo, BufferBounds.Bytes))) { IsBackground = true }.Start();
    }

    /// <summary>Ends nats-server.</summary>
    public void Dispose() => _server?.Dispose();

    /// <summary>The largest frame that any stream can have.</summary>
    private const int FrameReaderBound = Wire.DefaultMaximumPayload + (64 * 1024);

    /// <summary>Events that were lost cannot be made up for: the instance ends at once, and its last words are the
    /// reason. Its whole group, nats-server too, is swept by whoever started it.</summary>
    private void Run(Pump pump)
    {
        string? lost;
        try
        {
            lost = pump.Run();
        }
        catch (Exception failure)
        {
            lost = $"the buffer inside the instance failed: {failure.Message}";
        }

        if (lost is not null)
        {
            using var errors = Console.OpenStandardError();
            errors.Write(Encoding.UTF8.GetBytes(lost));
            Dispose();
            LibC._exit(HostExit.BufferLost);
        }
    }
}
