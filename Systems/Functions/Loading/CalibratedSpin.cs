using System.Runtime.CompilerServices;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Loading;

/// <summary>
/// Work of a given length on an undisturbed core: a loop whose speed is measured at its first use in a process (about a
/// millisecond). It counts turns and does not look at the clock, so that on a busy core it takes longer, as work does.
/// </summary>
internal static class CalibratedSpin
{
    private const int Rounds = 5;
    private const long LeastRoundNs = 100_000;
    private const long FirstTurns = 1 << 10;

    private static readonly Lazy<double> TurnsPerNs = new(Calibrate);

    private static ulong s_sink;

    /// <summary>How many turns of the loop take that long.</summary>
    public static long TurnsFor(long ns) => (long)(ns * TurnsPerNs.Value);

    /// <summary>Works for that long.</summary>
    public static void Run(long ns) => Turn(TurnsFor(ns));

    /// <summary>The fastest of some rounds: whatever disturbs a round makes it slower.</summary>
    private static double Calibrate()
    {
        var turns = FirstTurns;
        while (Time(turns) < LeastRoundNs)
        {
            turns *= 2;
        }

        return turns / (double)Enumerable.Range(0, Rounds).Min(_ => Time(turns));
    }

    private static long Time(long turns)
    {
        var startNs = MonotonicClock.NowNs;
        Turn(turns);
        return Math.Max(1, MonotonicClock.NowNs - startNs);
    }

    // Compiled at full speed at once: a loop that became faster later would be too short.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Turn(long turns)
    {
        var state = 88_172_645_463_325_252UL;
        for (var i = 0L; i < turns; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        Volatile.Write(ref s_sink, state);
    }
}
