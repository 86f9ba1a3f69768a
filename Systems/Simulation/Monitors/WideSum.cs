namespace Eval.Systems.Simulation.Monitors;

/// <summary>An exact sum of 128 bits that works in 64 as long as it can: 128-bit arithmetic is software, and would cost
/// as much as the event that it counts.</summary>
internal struct WideSum
{
    private const long MostPart = 1L << 62;
    private const long MostFactor = 1L << 20;
    private const long MostTime = 1L << 41;

    private Int128 _whole;
    private long _part;

    /// <summary>The sum.</summary>
    public readonly Int128 Value => _whole + _part;

    /// <summary>Adds level times time.</summary>
    public void AddProduct(long level, long timeNs)
    {
        if ((ulong)level >= (ulong)MostFactor || (ulong)timeNs >= (ulong)MostTime)
        {
            Add((Int128)level * timeNs);
            return;
        }

        _part += level * timeNs;
        if (_part >= MostPart)
        {
            Add(0);
        }
    }

    /// <summary>Adds any number.</summary>
    public void Add(Int128 value)
    {
        _whole += value + _part;
        _part = 0;
    }
}
