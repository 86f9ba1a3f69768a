using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Eval.Systems.Functions.Remembering;

/// <summary>
/// The bytes of a state, while they are written or read: numbers little-endian and of fixed size, a length before
/// whatever has one. There are no names and no version: both ends are the same program.
/// </summary>
public sealed class StateBytes
{
    private const int MostBytes = 1 << 28;

    private readonly ArrayBufferWriter<byte>? _written;
    private ReadOnlyMemory<byte> _unread;

    private StateBytes() => _written = new ArrayBufferWriter<byte>();

    private StateBytes(ReadOnlyMemory<byte> bytes) => _unread = bytes;

    /// <summary>Whether parts are filled from the bytes; else they are written.</summary>
    public bool IsReading => _written is null;

    /// <summary>That state as bytes.</summary>
    public static ReadOnlyMemory<byte> Of(IPortableState state)
    {
        var bytes = new StateBytes();
        state.Carry(bytes);
        return bytes._written!.WrittenMemory;
    }

    /// <summary>Fills a fresh state from what <see cref="Of"/> gave.</summary>
    /// <exception cref="FormatException">The bytes are not those of such a state.</exception>
    public static void Into(IPortableState state, ReadOnlyMemory<byte> bytes)
    {
        var reading = new StateBytes(bytes);
        state.Carry(reading);
        if (!reading._unread.IsEmpty)
        {
            throw new FormatException($"{reading._unread.Length} bytes of a state are left over");
        }
    }

    /// <summary>A 64-bit number.</summary>
    public void Carry(ref long value)
    {
        if (IsReading)
        {
            value = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        }
    }

    /// <summary>A 32-bit number.</summary>
    public void Carry(ref int value)
    {
        if (IsReading)
        {
            value = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);
        }
    }

    /// <summary>A floating-point number, to the bit.</summary>
    public void Carry(ref double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        Carry(ref bits);
        value = BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>A truth value, one byte.</summary>
    public void Carry(ref bool value)
    {
        if (IsReading)
        {
            value = Take(1)[0] != 0;
        }
        else
        {
            Room(1)[0] = value ? (byte)1 : (byte)0;
        }
    }

    /// <summary>A text.</summary>
    public void Carry(ref string text)
    {
        var utf8 = IsReading ? [] : Encoding.UTF8.GetBytes(text);
        Carry(ref utf8);
        text = Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Numbers or bytes of any count. (In memory they are little-endian on every machine that this runs on.)
    /// </summary>
    public void Carry<T>(ref T[] values)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        var count = Count(values.Length, MostBytes / size);
        if (IsReading)
        {
            values = MemoryMarshal.Cast<byte, T>(Take(count * size)).ToArray();
        }
        else
        {
            MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(Room(count * size));
        }
    }

    /// <summary>A dictionary, entry by entry, at most that many.</summary>
    public void Carry<TKey, TValue>(Dictionary<TKey, TValue> entries, int most, EntryCarrier<TKey, TValue> carry)
        where TKey : notnull
    {
        var count = Count(entries.Count, most);
        if (!IsReading)
        {
            foreach (var entry in entries)
            {
                var (key, value) = entry;
                carry(this, ref key, ref value);
            }

            return;
        }

        entries.Clear();
        for (var i = 0; i < count; i++)
        {
            var (key, value) = (default(TKey)!, default(TValue)!);
            carry(this, ref key, ref value);
            entries[key] = value;
        }
    }

    /// <summary>How many parts of one kind follow; where it reads, the count in the bytes.</summary>
    /// <exception cref="FormatException">More than <paramref name="most"/>.</exception>
    public int Count(int count, int most)
    {
        Carry(ref count);
        return count >= 0 && count <= most
            ? count
            : throw new FormatException($"{count} parts of a state, where at most {most} are possible");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_unread.Length < length)
        {
            throw new FormatException($"a state ends after {_unread.Length} of {length} bytes");
        }

        var taken = _unread.Span[..length];
        _unread = _unread[length..];
        return taken;
    }

    private Span<byte> Room(int length)
    {
        var room = _written!.GetSpan(length)[..length];
        _written.Advance(length);
        return room;
    }
}
