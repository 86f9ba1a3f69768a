using BenchmarkDotNet.Attributes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>Writing one event as a frame, and finding it again in the bytes. Goal: 0 B allocated per event.</summary>
[Config(typeof(ShortConfig))]
[MemoryDiagnoser]
public class FramingBenchmarks
{
    private readonly FrameBuilder _frames = new();
    private readonly FrameReader _reader = new();
    private byte[] _payload = [];
    private long _sequence;

    /// <summary>Bytes of the payload: one kilobyte, and a frame of the paper.</summary>
    [Params(1024, 160 * 120 * 3)]
    public int PayloadBytes { get; set; }

    /// <summary>The preamble is read, and the buffers have grown to what they need.</summary>
    [GlobalSetup]
    public void Greet()
    {
        _payload = new byte[PayloadBytes];
        Arrive(Wire.Preamble);
        for (var i = 0; i < 100; i++)
        {
            WriteAndRead();
        }
    }

    /// <summary>Head and payload go into the reader's buffer as a socket would put them there.</summary>
    [Benchmark]
    public long WriteAndRead()
    {
        var item = new StreamEvent(_sequence++, _payload);
        Arrive(_frames.Clear().EventHead(FrameType.Event, item).Written);
        Arrive(_payload);
        return _reader.TryTake(out var frame) ? EventFrame.Read(frame).Sequence : -1;
    }

    private void Arrive(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var space = _reader.Space();
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            _reader.Arrived(count);
            bytes = bytes[count..];
        }
    }
}
