namespace Eval.Harness.Cli.Exits;

/// <summary>The exit codes of the contract (DESIGN, Section 5), the first that applies.</summary>
internal static class ExitCode
{
    /// <summary>Every cell has its valid trials.</summary>
    public const int Success = 0;

    /// <summary>The harness failed.</summary>
    public const int HarnessFailed = 1;

    /// <summary>Wrong usage, scenario, missing prerequisite or non-empty --out.</summary>
    public const int WrongUsage = 2;

    /// <summary>A threshold, verify or reproduce failed.</summary>
    public const int ThresholdFailed = 3;

    /// <summary>Some cell lacks its valid trials.</summary>
    public const int IncompleteCells = 4;

    /// <summary>Interrupted; partial results are kept.</summary>
    public const int Interrupted = 130;

    private static readonly int[] Order =
        [WrongUsage, HarnessFailed, Interrupted, IncompleteCells, ThresholdFailed, Success];

    /// <summary>Of two codes the one that applies first.</summary>
    public static int First(int one, int other) =>
        Array.IndexOf(Order, one) <= Array.IndexOf(Order, other) ? one : other;
}
