using CsCheck;
using Eval.Systems.Simulation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation;

/// <summary>The closed form against its own recursion. Times are whole numbers, so that doubles are exact.</summary>
public sealed class ClosedFormTests
{
    private static readonly Gen<(int A, int S, int N, int C)> Streams =
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[1, 300], Gen.Int[0, 100_000_000])
            .Select(x => (x.Item1, x.Item2, x.Item3, x.Item4));

    [Fact]
    public void Every_finish_equals_the_recursion() => Streams.Sample(p =>
    {
        var form = new ClosedForm(p.A, p.S, p.N);
        var finish = 0.0;
        for (var i = 0; i < p.N; i++)
        {
            finish = Math.Max(Math.Max((double)i * p.A, finish), p.C) + p.S;
            form.FinishSeconds(i, p.C).ShouldBe(finish);
        }

        form.StreamFunction(p.C).TotalSeconds.ShouldBe(finish);
        form.StreamFunction(p.C).TotalSeconds
            .ShouldBe(Math.Max(((p.N - 1.0) * p.A) + p.S, p.C + ((double)p.N * p.S)));
        form.SingleInstanceFaas(p.C).ShouldBe(form.StreamFunction(p.C));
        form.Pipeline(p.C).FirstEventSeconds.ShouldBe(p.C);
        form.Pipeline(p.C).TotalSeconds.ShouldBe(finish);
    });

    /// <summary>k events are done at c + k·s, and event k is due at k·a: k* is the first k at which it still is to
    /// come.</summary>
    [Fact]
    public void The_backlog_is_gone_after_exactly_the_catch_up_events() =>
        Gen.Select(Gen.Int[1, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 1_000_000]).Sample((slack, s, c) =>
        {
            var form = new ClosedForm(s + slack, s, 1);
            var k = form.CatchUpEvents(c).ShouldNotBeNull();
            form.FinishSeconds((int)k - 1, c).ShouldBe(c + ((double)k * s));
            form.FinishSeconds((int)k - 1, c).ShouldBeLessThanOrEqualTo((double)k * (s + slack));
            if (k > 1)
            {
                form.FinishSeconds((int)k - 2, c).ShouldBeGreaterThan((k - 1.0) * (s + slack));
            }
        });

    [Fact]
    public void A_service_as_slow_as_the_arrivals_never_catches_up() =>
        new ClosedForm(0.1, 0.1, 10).CatchUpEvents(1).ShouldBeNull();

    [Fact]
    public void Batch_waits_for_the_last_event_and_then_works_through_all() => Streams.Sample(p =>
    {
        var times = new ClosedForm(p.A, p.S, p.N).Batch(p.C);
        times.FirstEventSeconds.ShouldBe(((p.N - 1.0) * p.A) + p.C);
        times.TotalSeconds.ShouldBe(times.FirstEventSeconds + ((double)p.N * p.S));
    });

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 0, 0)]
    public void Parameters_outside_their_range_are_refused(double a, double s, int n) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ClosedForm(a, s, n));
}
