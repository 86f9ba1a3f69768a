using System.Globalization;

namespace Eval.Tests.Benchmarks.Measuring;

/// <summary>A bound that a number has to keep.</summary>
/// <param name="Limit">The bound.</param>
/// <param name="IsUpper">Whether the number must not be above it; else not below.</param>
internal readonly record struct Goal(double Limit, bool IsUpper)
{
    /// <summary>The number must not be above.</summary>
    public static Goal AtMost(double limit) => new(limit, IsUpper: true);

    /// <summary>The number must not be below.</summary>
    public static Goal AtLeast(double limit) => new(limit, IsUpper: false);

    /// <summary>PASS or FAIL; a number that was not measured fails.</summary>
    public string Judge(double value) => (IsUpper ? value <= Limit : value >= Limit) ? "PASS" : "FAIL";

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsUpper ? "≤" : "≥")} {Limit:0.###}");
}
