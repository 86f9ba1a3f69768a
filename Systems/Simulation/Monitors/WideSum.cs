using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Monitors;

/// <summary>An exact sum of 128 bits, in two halves that stay in registers: the type of 128 bits is passed through
/// memory, and would cost as much as the event that it counts.</summary>
internal struct WideSum
{
    private ulong _low;
    private long _high;

    /// <summary>The sum.</summary>
    public readonly Int128 Value => new((ulong)_high, _low);

    /// <summary>Adds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value) => Add(value >> 63, (ulong)value);

    /// <summary>Adds any number.</summary>
    public void Add(Int128 value) => Add((long)(value >> 64), (ulong)value);

    /// <summary>Adds level times time; most products fit into 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(long level, long timeNs)
    {
        if ((ulong)level <= int.MaxValue && (ulong)timeNs <= uint.MaxValue)
        {
            Add(level * timeNs);
            return;
        }

        var high = Math.BigMul(level, timeNs, out long low);
        Add(high, (ulong)low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(long high, ulong low)
    {
        _low += low;
        _high += high + (_low < low ? 1 : 0);
    }
}
