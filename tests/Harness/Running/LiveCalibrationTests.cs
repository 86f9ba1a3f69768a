using Eval.Harness.Analysis.Statistics;
using MathNet.Numerics.Random;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>A/A on what the instrument itself records: halves of one set of live loopback trials are not found to
/// differ more often than chance allows.</summary>
[Collection(RealTime.Name)]
public sealed class LiveCalibrationTests
{
    private const int Side = 20;
    private const int Splits = 1_000;
    private const int Trials = 100;

    [Fact]
    public async Task Halves_of_live_loopback_trials_differ_in_at_most_10_percent()
    {
        var totals = new List<double>();
        for (var trial = 0; trial < Trials; trial++)
        {
            var measure = await MisbehavingSystemTests.MeasureAsync(
                Misdeed.None, events: 10, TestContext.Current.CancellationToken);
            totals.Add(measure.T2Ns!.Value - measure.T0Ns);
        }

        var random = new MersenneTwister(1, threadSafe: false);
        var significant = 0;
        for (var split = 0; split < Splits; split++)
        {
            var drawn = totals.OrderBy(_ => random.NextDouble()).Take(2 * Side).ToArray();
            significant += MannWhitney.Of(drawn[..Side], drawn[Side..]).PValue < 0.05 ? 1 : 0;
        }

        significant.ShouldBeLessThanOrEqualTo(Splits / 10);
    }
}
