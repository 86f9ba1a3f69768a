using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;

namespace Eval.Tests.Systems.Faas.Keeping;

/// <summary>The platform with a stateful function, its state where a test says.</summary>
internal sealed class StateRig : IAsyncDisposable
{
    /// <summary>As a run makes it: instances are another user, who has to find the server's socket.</summary>
    private readonly string _workspace = Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), $"evs-{Guid.NewGuid():N}"[..12])).FullName;
    private readonly FaasSystem _system;

    public StateRig(string state, string function = "sta-lta", int instances = 1, double idleSeconds = 60)
    {
        if (state == "redis")
        {
            RealPart.Require("redis-server", "redis-server");
        }

        _system = new FaasSystem(new SystemConfiguration
        {
            Name = "faas",
            Options = new Dictionary<string, string>
            {
                ["state"] = state,
                ["maxInstances"] = $"{instances}",
                ["queue"] = "1024",
                ["concurrency"] = "1",
                ["idleTimeout"] = FormattableString.Invariant($"{idleSeconds}"),
            },
            Function = function,
            FunctionParameters = StationPackets.Parameters,
            WarmUpPayload = StationPackets.Packet(0),
            Workspace = _workspace,
            Hosts = new PlainHosts(),
        });
    }

    public FaasSystem System => _system;

    public RecordingObserver Observer { get; } = new();

    /// <summary>Begins a stream of that many packets.</summary>
    public IStreamUnderTest Prepare(int events) => _system.Prepare(
        new StreamRequest("stream-1", events, StationPackets.Length)
        {
            PayloadBytes = (long)events * StationPackets.Length,
        },
        Observer);

    /// <summary>Sends packets, the first of which has that number.</summary>
    public static void Send(IStreamUnderTest stream, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            stream.Send(new StreamEvent(i, StationPackets.Packet(i)));
        }
    }

    /// <summary>Sends the first packets, each when the one before has come back: on their ways through the gateway they
    /// could overtake each other.</summary>
    public async Task SendInOrderAsync(IStreamUnderTest stream, int count, CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++)
        {
            Send(stream, i, 1);
            await ReturnedAsync(i + 1, cancellation);
        }
    }

    /// <summary>Runs a whole stream, in order or all at once.</summary>
    public async Task<StreamReport> RunAsync(int events, CancellationToken cancellation, bool atOnce = false)
    {
        await using var stream = Prepare(events);
        if (atOnce)
        {
            Send(stream, 0, events);
        }
        else
        {
            await SendInOrderAsync(stream, events, cancellation);
        }

        stream.Complete();
        return await stream.FinishAsync(cancellation);
    }

    /// <summary>Waits until that many outputs are back; whoever calls bounds the time.</summary>
    public async Task ReturnedAsync(int outputs, CancellationToken cancellation)
    {
        while (Observer.Outputs.Count < outputs)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellation);
        }
    }

    /// <summary>The outputs by sequence, as text: a message that shows bytes one by one is not read.</summary>
    public IReadOnlyList<string> Outputs =>
        [.. Observer.Outputs.OrderBy(output => output.Sequence).Select(output => StationPackets.Text(output.Payload))];

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        Directory.Delete(_workspace, recursive: true);
    }
}
