using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Oracles;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Oracles;

public sealed class ComposedOracleTests
{
    /// <summary>Each stage sees all outputs of the one before as one stream, and what it answers belongs to the event
    /// that they come from: one that causes none, or several, changes nothing.</summary>
    [Fact]
    public void Outputs_of_a_later_stage_belong_to_the_event_they_come_from()
    {
        var oracle = new ComposedStreamOracle([new Repeat(), new RunningSum()]);

        var outputs = oracle.Outputs([new byte[] { 2 }, new byte[] { 0 }, new byte[] { 3 }, new byte[] { 1 }]);

        outputs.Select(caused => caused.Select(output => (int)output[0]).ToArray()).ShouldBe(
            [[2, 4], [], [7, 10, 13], [14]]);
    }

    [Fact]
    public void A_workflow_of_stateless_functions_is_stateless() =>
        OracleCatalog.Find(["grayscale", "grayscale"]).ShouldBeAssignableTo<IOracle>();

    [Fact]
    public void A_workflow_with_a_stateful_function_sees_the_whole_stream() =>
        OracleCatalog.Find(["grayscale", "motion"]).ShouldNotBeAssignableTo<IOracle>();

    [Fact]
    public void Equal_events_of_a_stateful_function_may_expect_different_outputs()
    {
        var stream = new WorkloadStream(3, [new byte[] { 5 }], new ConstantRate(1));

        var expected = ExpectedOutputs.Of(stream, new RunningSum());

        Enumerable.Range(0, 3).Select(i => expected[i].ShouldHaveSingleItem()).ShouldBe(
            [PayloadHash.Of([5]), PayloadHash.Of([10]), PayloadHash.Of([15])]);
        expected.Total.ShouldBe(3);
    }

    [Fact]
    public void An_oracle_that_leaves_events_without_an_answer_is_an_error()
    {
        var stream = new WorkloadStream(3, [new byte[] { 5 }], new ConstantRate(1));

        Should.Throw<InvalidOperationException>(() => ExpectedOutputs.Of(stream, new Mute()))
            .Message.ShouldBe("0 answers to 3 inputs");
    }

    private sealed class Repeat : IOracle
    {
        public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) =>
            [.. Enumerable.Repeat(payload.ToArray(), payload[0])];
    }

    private sealed class RunningSum : IStreamOracle
    {
        public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
        {
            byte sum = 0;
            foreach (var input in inputs)
            {
                sum += input.Span[0];
                yield return [[sum]];
            }
        }
    }

    private sealed class Mute : IStreamOracle
    {
        public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs) => [];
    }
}
