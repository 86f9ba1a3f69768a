using System.Buffers;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>A function's trailer, put together from its parts; bounded.</summary>
/// <param name="stage">Which stage of the workflow left it, from 0.</param>
public sealed class Trailer(int stage)
{
    /// <summary>The largest trailer that is taken: the probe log of four million events.</summary>
    public const int MaximumBytes = 160 << 20;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Which stage of the workflow left it, from 0.</summary>
    public int Stage => stage;

    /// <summary>What has arrived.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    internal void Add(ReadOnlySpan<byte> part)
    {
        if (_bytes.WrittenCount + part.Length > MaximumBytes)
        {
            throw new ProtocolException(ProtocolError.Oversize, $"a trailer above {MaximumBytes} bytes");
        }

        _bytes.Write(part);
    }
}
