using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Benchmarks.Ladder;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Events;

/// <summary>A running stream on which one frame after the other goes there and back, on one blocking thread.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly Producer _producer = new();
    private readonly List<IDisposable> _owned;
    private readonly Frames _frames;
    private readonly bool _isEcho;
    private long _sequence;

    private Exchange(Frames frames, bool isEcho, params List<IDisposable> owned)
    {
        _frames = frames;
        _isEcho = isEcho;
        _owned = owned;
    }

    /// <summary>The yardstick: a process that sends each frame back as it is, over a bare Unix socket.</summary>
    public static Exchange Echo(Frames frames)
    {
        var workspace = new Workspace();
        var exchange = new Exchange(frames, isEcho: true, workspace);
        var (ours, theirs) = UnixConnection.Pair();
        exchange._producer.BeginFloor(ours, exchange.Next());
        exchange.Own(FloorStart.Spawn(FloorProgram.Compile(workspace).Path, "echo", theirs));
        return exchange;
    }

    /// <summary>An instance with nothing between it and the producer: what is left to a control plane.</summary>
    public static Exchange Alone(string executable, Frames frames, int events)
    {
        var exchange = new Exchange(frames, isEcho: false);
        var (ours, theirs) = UnixConnection.Pair();
        exchange._producer.Begin(ours, Openings.Next(Rung.Function, events), exchange.Next());
        exchange.Own(FloorStart.Spawn(executable, Rung.Function, theirs));
        return exchange;
    }

    /// <summary>A stream of that rung, at a control plane of its own.</summary>
    public static Exchange Stream(Rung rung, string executable, Frames frames, int events)
    {
        var workspace = new Workspace();
        var exchange = new Exchange(frames, isEcho: false, workspace);
        try
        {
            var nats = rung.IsNats ? exchange.Own(NatsServer.Start()) : null;
            var plane = exchange.Own(ControlPlane.Start(
                workspace, rung.Name, [rung.Deploy(executable, nats?.Address)], new ServerLimits()));
            exchange._producer.Begin(
                rung.SocketPath(plane.SocketPath), Openings.Next(rung.Name, events), exchange.Next());
            exchange.Check(exchange._producer.Output());
            return exchange;
        }
        catch
        {
            exchange.Dispose();
            throw;
        }
    }

    /// <summary>Sends one frame and waits for what it becomes.</summary>
    public void RoundTrip()
    {
        _producer.Send(Next());
        _ = _producer.Output();
    }

    /// <summary>The same, timed and checked: milliseconds.</summary>
    public double Measure()
    {
        var item = Next();
        var startNs = MonotonicClock.NowNs;
        _producer.Send(item);
        var output = _producer.Output();
        var endNs = MonotonicClock.NowNs;
        Check(output);
        return (endNs - startNs) / 1e6;
    }

    /// <summary>Sends that many frames as fast as they are taken, on a thread of its own, while this one takes and
    /// checks what they become: milliseconds an event.</summary>
    public double MeasureFlow(int count)
    {
        var first = _sequence;
        var startNs = MonotonicClock.NowNs;
        var sending = Task.Factory.StartNew(
            () =>
            {
                for (var i = first; i < first + count; i++)
                {
                    _producer.Send(new StreamEvent(i, _frames.Rgb(i)));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var i = 0; i < count; i++)
        {
            var output = _producer.Output();
            _sequence++;
            Check(output);
        }

        sending.GetAwaiter().GetResult();
        return (MonotonicClock.NowNs - startNs) / 1e6 / count;
    }

    public void Dispose()
    {
        _producer.Dispose();
        _owned.ForEach(one => one.Dispose());
    }

    /// <summary>What was made last ends first.</summary>
    private T Own<T>(T one)
        where T : IDisposable
    {
        _owned.Insert(0, one);
        return one;
    }

    private void Own(int child)
    {
        _owned.Insert(0, new Child(child));
        Check(_producer.Output());
    }

    private StreamEvent Next() => new(_sequence, _frames.Rgb(_sequence++));

    private void Check(StreamEvent output)
    {
        var last = _sequence - 1;
        var isRight = _isEcho
            ? output.Payload.Span.SequenceEqual(_frames.Rgb(last).Span)
            : _frames.IsGrey(last, output.Payload.Span);
        if (!isRight || output.Sequence != last)
        {
            throw new IOException($"event {last} came back wrong");
        }
    }

    /// <summary>A program that ends with its connection.</summary>
    private sealed unsafe class Child(int processId) : IDisposable
    {
        public void Dispose()
        {
            int status;
            _ = LibC.waitpid(processId, &status, 0);
        }
    }
}
