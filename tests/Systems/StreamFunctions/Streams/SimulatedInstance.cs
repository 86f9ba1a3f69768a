using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>An instance in virtual time, box and function in one: it gives each event back as often as its stage says,
/// unless it misbehaves.</summary>
internal sealed class SimulatedInstance : IStreamInstance, ISandboxedInstance
{
    private readonly SimulatedWorld _world;
    private readonly InstanceConduct _conduct;
    private readonly int _outputs;
    private readonly int _faultAt;
    private readonly SimulatedPipe _toInstance;
    private readonly SimulatedPipe _fromInstance;
    private readonly SimulatedChannel _channel;
    private readonly SimulatedActor _actor;
    private readonly FrameBuilder _frames = new();
    private readonly TaskCompletionSource<ProcessExit> _exited = new();
    private bool _isAwake;
    private bool _isReady;
    private bool _hasSaidAll;

    public SimulatedInstance(SimulatedWorld world, InstanceConduct conduct, int stage, int outputs, int capacity)
    {
        _world = world;
        _conduct = conduct;
        _outputs = outputs;
        _faultAt = world.Random.Next(1, 6);
        _toInstance = new SimulatedPipe(capacity);
        _fromInstance = new SimulatedPipe(capacity);
        _channel = new SimulatedChannel(world, 10 + stage, _fromInstance, _toInstance);
        _actor = new SimulatedActor(world, _toInstance, _fromInstance);
        _toInstance.Arrived = Wake;
        _fromInstance.Drained = Wake;
        Identity = ($"instance-{stage}", "simulated", false);
        StartIssuedNs = world.NowNs;
        Started = Task.FromResult(world.NowNs);
        Listener = 20 + stage;
        if (world.Chance(30) || conduct == InstanceConduct.EndsBeforeItCalls)
        {
            world.After(world.Random.NextInt64(1_000_000, 400_000_000), CallBack);
        }
        else
        {
            Channel = _channel;
        }

        if (conduct == InstanceConduct.DiesSometime)
        {
            world.After(world.Random.NextInt64(1_000, 300_000_000), () => Exit(signal: 9));
        }
    }

    public (string InstanceId, string Executable, bool WasParked) Identity { get; }

    public ISandboxedInstance Box => this;

    public IByteChannel? Channel { get; private set; }

    public int FirstSent { get; private set; }

    public int Listener { get; }

    public int? ProcessId => 1;

    public long StartIssuedNs { get; }

    public Task<long> Started { get; }

    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>The events that it took, in its order, with their payloads.</summary>
    public List<(long Sequence, int Mark)> Taken { get; } = [];

    /// <summary>The whole outputs that it wrote, or has still to write.</summary>
    public int Said { get; private set; }

    /// <summary>Whether it waits to be accepted.</summary>
    public bool IsCalling { get; private set; }

    /// <summary>Whether somebody asked for its end.</summary>
    public bool WasKilled { get; private set; }

    /// <summary>How often it was disposed.</summary>
    public int Disposals { get; private set; }

    /// <summary>Its channel, whether or not it has called back.</summary>
    public SimulatedChannel Line => _channel;

    /// <summary>Puts the first bytes into a channel that is there already.</summary>
    public void Begin(ReadOnlySpan<byte> first) =>
        FirstSent = Channel is null ? 0 : _toInstance.Write(first);

    public void Connect()
    {
        IsCalling = false;
        Channel = _channel;
    }

    public void SamplePeakRss()
    {
    }

    public void Kill()
    {
        WasKilled = true;
        if (_conduct != InstanceConduct.CannotBeKilled)
        {
            _world.After(_world.Random.NextInt64(1, 20_000_000), () => Exit(signal: 9));
        }
    }

    public void Dispose() => Disposals++;

    private void CallBack()
    {
        if (_conduct == InstanceConduct.EndsBeforeItCalls)
        {
            Exit(signal: null);
        }

        IsCalling = !_exited.Task.IsCompleted;
    }

    private void Exit(int? signal, bool outOfMemory = false)
    {
        if (_exited.TrySetResult(new ProcessExit(signal is null ? 0 : null, signal, 0, null, _world.NowNs, "")
            { OutOfMemory = outOfMemory }))
        {
            _world.Note(4);
            IsCalling = false;
            _actor.Close();
        }
    }

    private void Wake()
    {
        if (!_isAwake)
        {
            _isAwake = true;
            _world.Soon(Act);
        }
    }

    private void Act()
    {
        _isAwake = false;
        if (_exited.Task.IsCompleted)
        {
            return;
        }

        _actor.Flush();
        if (!_actor.HasWritten || (_isReady && _conduct == InstanceConduct.NeverReads))
        {
            return;
        }

        if (_hasSaidAll || !_actor.Reader.TryTake(out var frame))
        {
            Read();
            return;
        }

        Handle(frame);
        _actor.Flush();
        _isAwake = true;
        _world.After(_world.Random.NextInt64(1_000, 3_000_000), Act);
    }

    private void Read()
    {
        if (_actor.Read() > 0)
        {
            Wake();
        }
        else if (_actor.IsAtEnd && _conduct is not (InstanceConduct.IgnoresItsEnd or InstanceConduct.CannotBeKilled))
        {
            _world.Soon(() => Exit(signal: null));
        }
    }

    private void Handle(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Open when _conduct != InstanceConduct.NeverReady:
                _isReady = true;
                _actor.Write(_frames.Clear().Preamble().Hello(new Greeting(1, _world.NowNs, _world.NowNs)).Written);
                if (_conduct == InstanceConduct.ThrowsBefore)
                {
                    Throw();
                }

                break;
            case FrameType.Event when _isReady:
                var item = EventFrame.Read(frame);
                Taken.Add((item.Sequence, Payloads.MarkOf(item)));
                Answer(item);
                break;
            case FrameType.End when _isReady:
                Finish();
                break;
            default:
                break;
        }
    }

    private void Answer(in StreamEvent item)
    {
        if (Taken.Count == _faultAt && Misbehave(item))
        {
            return;
        }

        for (var i = 0; i < _outputs && _conduct != InstanceConduct.NeverYields; i++)
        {
            Said++;
            _actor.Write([.. _frames.Clear().EventHead(FrameType.Output, item).Written, .. item.Payload.Span]);
        }
    }

    private bool Misbehave(in StreamEvent item)
    {
        switch (_conduct)
        {
            case InstanceConduct.ThrowsMid:
                Throw();
                return true;
            case InstanceConduct.DiesMid:
                // With a part of an output on its way.
                _actor.Write(_frames.Clear().EventHead(FrameType.Output, item).Written[..7]);
                _actor.Flush();
                Exit(signal: 11);
                return true;
            case InstanceConduct.RunsOutOfMemory:
                Exit(signal: 9, outOfMemory: true);
                return true;
            case InstanceConduct.EndsEarly:
                _hasSaidAll = true;
                _actor.Write(_frames.Clear().Control(FrameType.End, []).Written);
                return true;
            case InstanceConduct.TalksNonsense:
                _actor.Write([1, 0, 0, 0, 200, 0]);
                return true;
            default:
                return false;
        }
    }

    private void Finish()
    {
        if (_conduct == InstanceConduct.NeverYields)
        {
            _hasSaidAll = true;
        }
        else if (_conduct == InstanceConduct.ThrowsAfter)
        {
            Throw();
        }
        else
        {
            _hasSaidAll = true;
            _actor.Write(_frames.Clear().Trailer([7]).Control(FrameType.End, []).Written);
        }
    }

    private void Throw()
    {
        _hasSaidAll = true;
        _actor.Write(_frames.Clear().Control(FrameType.Error, "oops"u8).Written);
    }
}
