using Eval.Systems.Simulation.Replications;
using Eval.Tests.Shared;
using MathNet.Numerics.Distributions;
using Shouldly;

namespace Eval.Tests.Systems.Simulation.Validation;

/// <summary>
/// The method of ORACLES, Section 4: macro-runs of R = 20 replications, each with a 95 % Student interval for its mean.
/// A fixed tolerance would pass a wrong model and fail a right one; what has to be right is how often the interval
/// holds the theory.
/// </summary>
internal sealed record Coverage(int MacroRuns, int Covered, double GrandMean, double Theory)
{
    /// <summary>The seed of all rows; EVAL_SEED sets another.</summary>
    public const ulong DefaultSeed = 20260303;

    private const int Replications = 20;
    private const int FullMacroRuns = 100;

    /// <summary>A fifth outside full scale: with fewer, coverage would say nothing.</summary>
    private const int ReducedMacroRuns = 20;

    /// <summary>What 20 intervals of a right model hold at least, but for 1.6 %.</summary>
    private const int ReducedLeast = 17;

    private static readonly double Student = StudentT.InvCDF(0, 1, Replications - 1, 0.975);

    /// <summary>The grand mean against the theory.</summary>
    public double RelativeError => Math.Abs((GrandMean / Theory) - 1);

    /// <summary>Whether the model is right: coverage in [89, 99] of 100 and the grand mean within 1 %; of 20 at least
    /// 17, and 2 % for a fifth of the observations.</summary>
    public bool Passes => Scale.IsFull
        ? Covered is >= 89 and <= 99 && RelativeError <= 0.01
        : Covered >= ReducedLeast && RelativeError <= 0.02;

    /// <summary>Runs the row.</summary>
    /// <param name="theory">What each replication estimates.</param>
    /// <param name="replicate">One replication from its seed.</param>
    public static Coverage Of(double theory, Func<ulong, double> replicate)
    {
        var seed = Environment.GetEnvironmentVariable("EVAL_SEED") is { Length: > 0 }
            ? (ulong)Scale.Seed()
            : DefaultSeed;
        var macroRuns = Scale.IsFull ? FullMacroRuns : ReducedMacroRuns;
        var values = ReplicationRunner.Run(
            seed, macroRuns * Replications, Environment.ProcessorCount, (_, own) => replicate(own));
        var covered = values.Chunk(Replications).Count(run => Holds(run, theory));
        return new Coverage(macroRuns, covered, values.Average(), theory);
    }

    /// <summary>Fails with all numbers where the row does not hold, and prints them where it does.</summary>
    public void ShouldPass(string row)
    {
        var text = FormattableString.Invariant(
            $"{row}: {Covered} of {MacroRuns} intervals hold {Theory:0.######}, ")
            + FormattableString.Invariant($"grand mean {GrandMean:0.######}, off by {100 * RelativeError:0.###} %");
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine(text);
        Passes.ShouldBeTrue(text);
    }

    private static bool Holds(double[] values, double theory)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return Math.Abs(mean - theory) <= Student * Math.Sqrt(variance / values.Length);
    }
}
