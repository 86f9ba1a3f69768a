using CsCheck;
using Eval.Systems.Simulation;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Streams;

/// <summary>The models with deterministic times against the closed form of ORACLES, Section 1, to the nanosecond, at
/// both fidelities.</summary>
public sealed class ClosedFormAgreementTests
{
    private static readonly Gen<(int A, int S, int N, int C)> Streams =
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[1, 300], Gen.Int[0, 100_000_000]);

    [Fact]
    public void A_stream_function_and_a_pipeline_follow_it_event_by_event() => Streams.Sample(p =>
    {
        var form = new ClosedForm(p.A, p.S, p.N);
        var model = Model(p.S, p.C);
        var record = FrameByFrameStream.Run(model, Due(p.A, p.N), 1, 0);

        for (var i = 0; i < p.N; i++)
        {
            ((double)record.Events[i].ProcessedNs).ShouldBe(form.FinishSeconds(i, p.C));
        }

        Agree(record.Times, form.StreamFunction(p.C));
        Agree(AggregateStream.Run(model, p.N, record.Times.SpanNs, 1, 0), form.Pipeline(p.C));
    });

    [Fact]
    public void FaaS_with_one_instance_follows_it() => Streams.Sample(p =>
        Agree(
            RequestsStream.Run(Model(p.S, p.C), Due(p.A, p.N), 1, 0).Times,
            new ClosedForm(p.A, p.S, p.N).SingleInstanceFaas(p.C)));

    [Fact]
    public void Batch_follows_it() => Streams.Sample(p =>
    {
        var model = Model(p.S, p.C) with { IsBatch = true };
        var record = FrameByFrameStream.Run(model, Due(p.A, p.N), 1, 0);
        var form = new ClosedForm(p.A, p.S, p.N).Batch(p.C);

        Agree(record.Times, form);
        Agree(AggregateStream.Run(model, p.N, record.Times.SpanNs, 1, 0), form);
    });

    [Fact]
    public void The_first_event_before_which_the_backlog_is_gone_is_that_of_the_closed_form() =>
        Gen.Select(Gen.Int[1, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 1_000_000]).Sample((slack, s, c) =>
        {
            var k = new ClosedForm(s + slack, s, 1).CatchUpEvents(c).ShouldNotBeNull();
            if (k > 2000)
            {
                return;
            }

            var events = FrameByFrameStream.Run(Model(s, c), Due(s + slack, (int)k + 1), 1, 0).Events;
            events[(int)k - 1].ProcessedNs.ShouldBeLessThanOrEqualTo(events[(int)k].DueNs);
            Enumerable.Range(0, (int)k - 1).ShouldAllBe(i => events[i].ProcessedNs > events[i + 1].DueNs);
        });

    private static SystemModel Model(long serviceNs, long startNs) => new()
    {
        Start = [new StartPhase("start", new Deterministic(startNs / 1e9))],
        Service = new Deterministic(serviceNs / 1e9),
    };

    private static long[] Due(long periodNs, int events) =>
        [.. Enumerable.Range(0, events).Select(i => i * periodNs)];

    private static void Agree(StreamTimes times, ClosedFormTimes form)
    {
        ((double)times.T1Ns).ShouldBe(form.FirstEventSeconds);
        ((double)times.T2Ns).ShouldBe(form.TotalSeconds);
        ((double)times.OverheadNs).ShouldBe(form.ProcessingOverheadSeconds);
    }
}
