using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Monitors;

/// <summary>A level over virtual time, such as a number in a system: its integral exactly, in whole level-nanoseconds
/// of 128 bits, and its largest value. Bounded memory.</summary>
public sealed class LevelMonitor
{
    private WideSum _integral;
    private long _sinceNs;
    private long _startNs;

    /// <summary>The level now.</summary>
    public long Level { get; private set; }

    /// <summary>The largest since the start.</summary>
    public long Maximum { get; private set; }

    /// <summary>The level changes.</summary>
    /// <param name="nowNs">When; not before the last change.</param>
    /// <param name="change">By how much.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long nowNs, long change)
    {
        _integral.AddProduct(Level, nowNs - _sinceNs);
        _sinceNs = nowNs;
        Level += change;
        Maximum = Math.Max(Maximum, Level);
    }

    /// <summary>Forgets the past: the warm-up is over.</summary>
    public void Restart(long nowNs)
    {
        (_integral, _sinceNs, _startNs, Maximum) = (default, nowNs, nowNs, Level);
    }

    /// <summary>∫ level dt from the start to then, level-nanoseconds.</summary>
    public Int128 IntegralNs(long nowNs) => _integral.Value + ((Int128)Level * (nowNs - _sinceNs));

    /// <summary>The time average from the start to then; 0 where no time has passed.</summary>
    public double Mean(long nowNs) =>
        nowNs > _startNs ? (double)IntegralNs(nowNs) / (nowNs - _startNs) : 0;
}
