namespace Eval.Systems.Simulation;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): turns one seed, however poor, into well-mixed others, the
/// same on every runtime and for ever, which <see cref="Random"/> does not promise.</summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
