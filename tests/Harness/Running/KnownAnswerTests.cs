using Eval.Harness.Model;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>The instrument against systems whose cold start and service time are declared.</summary>
[Collection(RealTime.Name)]
public sealed class KnownAnswerTests
{
    private const int LongColdStartMs = 30_000;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(KnownAnswerTrials.Answers), MemberType = typeof(KnownAnswerTrials))]
    public Task Measured_times_are_the_declared_ones(double coldStartMs, double serviceMs) =>
        CheckAsync(coldStartMs, serviceMs, KnownAnswerTrials.Count);

    /// <summary>Half a minute at full scale.</summary>
    [Fact]
    public Task A_long_cold_start_is_measured_as_such() =>
        CheckAsync(Scale.Of(LongColdStartMs), serviceMs: 2, trials: 1);

    [Fact]
    public async Task Loopback_shows_the_instrument_itself()
    {
        var measures = await KnownAnswerTrials.MeasureAsync("loopback", [], KnownAnswerTrials.Count, _cancellation);

        measures.ShouldAllBe(measure => measure.Timeline.Outcome == Outcome.Completed);
        measures.ShouldAllBe(measure => measure.Timeline.Output!.IsRight);
        KnownAnswerTrials.Median(measures.Select(measure => measure.ProcessingOverheadSeconds!.Value))
            .ShouldBeInRange(0, 0.001);
    }

    private Task CheckAsync(double coldStartMs, double serviceMs, int trials)
    {
        var (cold, service) = (coldStartMs / 1000, serviceMs / 1000);
        return KnownAnswerTrials.CheckAsync(
            () => KnownAnswerTrials.MeasureAsync(
                "known-answer",
                new Dictionary<string, string>
                {
                    ["coldStart"] = FormattableString.Invariant($"{cold}"),
                    ["perEvent"] = FormattableString.Invariant($"{service}"),
                },
                trials,
                _cancellation),
            measures => Check(measures, cold, service));
    }

    private static void Check(IReadOnlyList<Measure> measures, double cold, double service)
    {
        measures.ShouldAllBe(measure => measure.Timeline.Outcome == Outcome.Completed);
        measures.SelectMany(measure => measure.InvalidReasons)
            .ShouldAllBe(reason => reason.StartsWith("generator-late") || reason.StartsWith("steal"));
        var total = KnownAnswerTrials.TotalSeconds(cold, service);
        KnownAnswerTrials.Median(measures.Select(measure => (measure.T1Ns!.Value - measure.T0Ns) / 1e9))
            .ShouldBe(cold, KnownAnswerTrials.Tolerance(cold));
        KnownAnswerTrials.Median(measures.Select(measure => (measure.T2Ns!.Value - measure.T0Ns) / 1e9))
            .ShouldBe(total, KnownAnswerTrials.Tolerance(total));
        KnownAnswerTrials.Median(measures.Select(measure => measure.ProcessingOverheadSeconds!.Value))
            .ShouldBe(total - KnownAnswerTrials.SpanSeconds, KnownAnswerTrials.Tolerance(total));
        var (least, most) = KnownAnswerTrials.Penalty(cold, total);
        KnownAnswerTrials.Median(measures.Select(measure => measure.ColdStartPenalty!.Value))
            .ShouldBeInRange(least, most);
    }
}
