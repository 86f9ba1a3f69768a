using CsCheck;
using Eval.Systems.Pipelines.Operators;
using Eval.Systems.Pipelines.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines.Operators;

/// <summary>Windows of 100 ms, with 30 ms of lateness allowed where not said otherwise.</summary>
public sealed class TumblingWindowTests
{
    private readonly LateEvents _late = new();

    [Fact]
    public async Task A_window_closes_when_the_watermark_reaches_its_end_and_not_before()
    {
        var elements = await RunAsync((0, "a", 0), (1, "a", 99), (2, "a", 129), (3, "a", 130));

        // The event at 130 ms moves the watermark to 100 ms.
        FlowRig.Results(elements).ShouldBe(["a@0=2 #0", "a@100=2 #2"]);
        elements.Count.ShouldBe(3);
        FlowRig.Settled(elements[0]).ShouldBe([0, 1]);
        FlowRig.Settled(elements[1]).ShouldBe([2, 3]);
        elements[2].IsEnd.ShouldBeTrue();
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_out_of_order_within_the_lateness_counts_in_its_window()
    {
        var elements = await RunAsync((0, "a", 110), (1, "a", 129), (2, "a", 99), (3, "a", 10), (4, "a", 131));
        FlowRig.Results(elements).ShouldBe(["a@0=2 #2", "a@100=3 #0"]);
        _late.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_late_event_is_dropped_counted_and_settled_at_once()
    {
        var elements = await RunAsync((0, "a", 10), (1, "a", 130), (2, "a", 99), (3, "b", 100));

        FlowRig.Results(elements).ShouldBe(["a@0=1 #0", "a@100=1 #1", "b@100=1 #3"]);
        _late.Count.ShouldBe(1);
        FlowRig.Settled(elements[1]).ShouldBe([2]);
        elements[1].Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Windows_without_events_give_nothing_however_far_the_time_jumps()
    {
        var elements = await RunAsync((0, "a", 10), (1, "a", 1_000_000_000_010), (2, "a", 1_000_000_000_200));
        FlowRig.Results(elements).ShouldBe(
            ["a@0=1 #0", "a@1000000000000=1 #1", "a@1000000000200=1 #2"]);
    }

    [Fact]
    public async Task The_end_of_the_stream_closes_all_windows_in_order_before_it_leaves()
    {
        var elements = await RunAsync((0, "b", 10), (1, "a", 110), (2, "a", 20));
        FlowRig.Results(elements).ShouldBe(["a@0=1 #2", "b@0=1 #0", "a@100=1 #1"]);
        elements[^1].IsEnd.ShouldBeTrue();
        elements.SkipLast(1).ShouldAllBe(element => !element.IsEnd);
    }

    [Fact]
    public async Task A_stream_without_events_is_its_end() =>
        (await RunAsync()).ShouldHaveSingleItem().IsEnd.ShouldBeTrue();

    [Fact]
    public async Task Times_before_zero_have_windows_too()
    {
        var elements = await RunAsync((0, "a", -101), (1, "a", -100), (2, "a", -1), (3, "a", 0));
        FlowRig.Results(elements).ShouldBe(["a@-200=1 #0", "a@-100=2 #1", "a@0=1 #3"]);
    }

    [Fact]
    public async Task An_event_without_a_time_breaks_the_job()
    {
        var flow = TumblingWindowFlow.Create(new TumblingWindowOperator("key", "hour", 100, 30), _late);
        var failure = await Should.ThrowAsync<FormatException>(() => FlowRig.RunAsync(flow, FlowRig.Event(7, "a", 0)));
        failure.Message.ShouldBe("event 7 has no header 'hour'");
    }

    /// <summary>The goal: whatever the order, each event is counted once or late, and settled once. The definition is
    /// computed event by event beside it.</summary>
    [Fact]
    public void Every_event_is_counted_or_late_and_its_delivery_settled_exactly_once() =>
        Gen.Select(Gen.Int[0, 3], Gen.Long[-500, 500]).Array[0, 60].Sample(items =>
        {
            var late = new LateEvents();
            var windows = new TumblingWindows(new TumblingWindowOperator("key", "time", 100, 30), late);
            var left = new List<Element>();
            var counted = new Dictionary<string, int>();
            var watermark = long.MinValue;
            var expectedLate = 0;
            for (var i = 0; i < items.Length; i++)
            {
                var (key, time) = items[i];
                var start = (long)Math.Floor(time / 100.0) * 100;
                if (start + 100 <= watermark)
                {
                    expectedLate++;
                }
                else
                {
                    counted[$"{key}@{start}"] = counted.GetValueOrDefault($"{key}@{start}") + 1;
                    watermark = Math.Max(watermark, time - 30);
                }

                left.AddRange(windows.Add(Element.Of(new Delivery(
                    FlowRig.Event(i, $"{key}", time), () => ValueTask.CompletedTask))));
            }

            left.AddRange(windows.CloseAll());
            late.Count.ShouldBe(expectedLate);
            FlowRig.Results(left).Select(text => text.Split(" #")[0]).Order()
                .ShouldBe(counted.Select(count => $"{count.Key}={count.Value}").Order());
            left.SelectMany(FlowRig.Settled).Order().ShouldBe(Enumerable.Range(0, items.Length).Select(i => (long)i));
        });

    private Task<IReadOnlyList<Element>> RunAsync(params (long Sequence, string Key, long TimeMs)[] events) =>
        FlowRig.RunAsync(
            TumblingWindowFlow.Create(new TumblingWindowOperator("key", "time", 100, 30), _late),
            events.Select(item => FlowRig.Event(item.Sequence, item.Key, item.TimeMs)));
}
