using System.Buffers.Binary;
using System.Text;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>Reads a body from its front; every step checks what is left.</summary>
internal ref struct Cursor(ReadOnlySpan<byte> rest)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public string Text()
    {
        var bytes = Take(UInt16());
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ProtocolException(ProtocolError.Malformed, "a text is not UTF-8");
        }
    }

    public KeyValuePair<string, string>[] Pairs()
    {
        var count = UInt16();

        // Each pair takes four bytes at least, so a claimed count cannot ask for more room than has arrived.
        if (count > _rest.Length / 4)
        {
            throw new ProtocolException(ProtocolError.Malformed, $"{count} pairs in {_rest.Length} bytes");
        }

        var pairs = new KeyValuePair<string, string>[count];
        for (var i = 0; i < count; i++)
        {
            pairs[i] = new KeyValuePair<string, string>(Text(), Text());
        }

        return pairs;
    }

    public readonly void ExpectEnd()
    {
        if (!IsAtEnd)
        {
            throw new ProtocolException(ProtocolError.Malformed, $"{_rest.Length} bytes too many in a frame");
        }
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new ProtocolException(
                ProtocolError.Malformed, $"a frame holds {_rest.Length} bytes where {count} are due");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
