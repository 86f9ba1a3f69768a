using System.Runtime.CompilerServices;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>The values of one law from one random stream, drawn a block at a time: the same in the same order as one by
/// one, in less time. Nobody else may draw from the stream.</summary>
/// <param name="law">The law.</param>
/// <param name="stream">Its random stream, at its beginning.</param>
public sealed class DrawnAhead(IDistribution law, RandomStream stream)
{
    private const int Block = 64;

    private readonly long[] _valuesNs = new long[Block];
    private RandomStream _stream = stream;
    private int _next = Block;

    /// <summary>The next value, whole nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long NextNs()
    {
        if (_next == _valuesNs.Length)
        {
            Fill();
        }

        return _valuesNs[_next++];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fill()
    {
        law.FillNs(ref _stream, _valuesNs);
        _next = 0;
    }
}
