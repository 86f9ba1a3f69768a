using System.Globalization;

namespace Eval.Harness.Model;

/// <summary>A workload as the scenario asks for it.</summary>
/// <param name="Kind">Which workload, such as video.</param>
/// <param name="RatePerSecond">Events per second, constant.</param>
/// <param name="Options">Every other declared key, defaults filled in, invariant.</param>
public sealed record WorkloadSpec(string Kind, double RatePerSecond, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The option of that name as an integer.</summary>
    public int Integer(string option) => int.Parse(Options[option], CultureInfo.InvariantCulture);

    /// <summary>The option of that name as a number; of a duration its seconds.</summary>
    public double Number(string option) => double.Parse(Options[option], CultureInfo.InvariantCulture);
}
