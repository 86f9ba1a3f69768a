namespace Eval.Harness.Workloads.Generators;

/// <summary>
/// Stations in a line from an epicentre: the first at 2 km, each next 2 km farther. P waves travel at 6 km/s and S
/// waves at 3.5 km/s; amplitudes fall with the distance. All delays are whole samples, rounded down.
/// </summary>
/// <param name="samplesPerSecond">Of each component.</param>
/// <param name="first">The sample of the first P onset at the nearest station.</param>
/// <param name="interval">Samples from one earthquake to the next.</param>
public sealed class StationNetwork(int samplesPerSecond, long first, long interval)
{
    private const long SpacingMetres = 2_000;
    private const long PrimaryMetresPerSecond = 6_000;
    private const long SecondaryMetresPerSecond = 3_500;

    /// <summary>How much weaker a station sees the waves than the nearest does.</summary>
    public static double Weakness(int station) => station + 1;

    /// <summary>The onsets at that station of all earthquakes whose P wave is there before sample
    /// <paramref name="end"/>.</summary>
    public IReadOnlyList<Onsets> At(int station, long end)
    {
        var metres = SpacingMetres * (station + 1);
        var travel = (metres - SpacingMetres) * samplesPerSecond / PrimaryMetresPerSecond;
        var between = metres * samplesPerSecond * (PrimaryMetresPerSecond - SecondaryMetresPerSecond)
            / (PrimaryMetresPerSecond * SecondaryMetresPerSecond);
        var onsets = new List<Onsets>();
        for (var primary = first + travel; primary < end; primary += interval)
        {
            onsets.Add(new Onsets(primary, primary + between));
        }

        return onsets;
    }
}
