using System.Runtime.Intrinsics;

namespace Eval.Systems.Simulation.Randomness;

/// <summary>
/// The random numbers of one entity for one purpose, such as the service times of stream 7. The numbers depend on seed,
/// entity, purpose and position alone: neither on other entities nor on the order of events, so that models which are
/// compared see the same numbers (common random numbers), and results do not depend on threads. A value type: pass it
/// by reference.
/// </summary>
public struct RandomStream
{
    private const double UnitPer53Bits = 1.0 / (1UL << 53);

    private readonly ulong _seed;
    private readonly ulong _entity;
    private readonly ulong _purpose;
    private uint _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <summary>The stream at its beginning.</summary>
    /// <param name="seed">Of the whole run, or of one replication.</param>
    /// <param name="entity">Whose numbers: a stream, an instance.</param>
    /// <param name="purpose">What for: arrivals, service, start.</param>
    public RandomStream(ulong seed, ulong entity, uint purpose)
    {
        _seed = seed;
        _entity = entity;
        _purpose = (ulong)purpose << 32;
    }

    /// <summary>The next 64 bits. After 2³³ of them the stream begins anew.</summary>
    public ulong NextBits()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        (var first, _spare) = Philox.Block(_purpose | _block, _entity, _seed);
        _block++;
        _hasSpare = true;
        return first;
    }

    /// <summary>Uniform in the open interval (0, 1): the middles of 2⁵² equal cells, so that neither a logarithm of
    /// the number nor of its complement is infinite.</summary>
    public double NextUnit() => UnitOf(NextBits());

    /// <summary>As many bits as there is room for: the same that <see cref="NextBits"/> would give one after the other.
    /// </summary>
    public void Fill(Span<ulong> bits)
    {
        if (_hasSpare && bits.Length > 0)
        {
            bits[0] = NextBits();
            bits = bits[1..];
        }

        var whole = bits.Length & ~1;
        Philox.Blocks(_purpose, _block, _entity, _seed, bits[..whole]);
        _block += (uint)whole / 2;
        if (whole < bits.Length)
        {
            bits[whole] = NextBits();
        }
    }

    /// <summary>The number in (0, 1) that those bits are.</summary>
    internal static double UnitOf(ulong bits) => (long)((bits >> 12 << 1) | 1) * UnitPer53Bits;

    /// <summary>The same of four.</summary>
    internal static Vector256<double> UnitsOf(Vector256<ulong> bits) =>
        Vector256.ConvertToDouble(((bits >> 12 << 1) | Vector256<ulong>.One).AsInt64()) * UnitPer53Bits;

    /// <summary>Standard normal, by Box and Muller (1958). Always takes two numbers, so that streams stay in step.
    /// </summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(NextUnit()));
        return radius * Math.Cos(2 * Math.PI * NextUnit());
    }
}
