namespace Eval.Harness.Workloads.Generators;

/// <summary>
/// A catchment as a cascade of equal linear reservoirs (Nash 1957): rain falls into the first, each drains into the
/// next in proportion to what it holds, and the last one's outflow is the river. The response to a pulse of rain tends
/// to the gamma density tⁿ⁻¹e^(−t/k)/(kⁿ(n−1)!) as the step becomes small against k.
/// </summary>
/// <param name="reservoirs">n.</param>
/// <param name="storageSteps">k, the time constant of a reservoir, in steps; more than one.</param>
public sealed class NashCascade(int reservoirs, double storageSteps)
{
    private readonly double[] _held = new double[reservoirs];

    /// <summary>The outflow of the next step, after that much rain at its start.</summary>
    public double Next(double rain)
    {
        var flow = rain;
        for (var i = 0; i < _held.Length; i++)
        {
            var outflow = _held[i] / storageSteps;
            _held[i] += flow - outflow;
            flow = outflow;
        }

        return flow;
    }
}
