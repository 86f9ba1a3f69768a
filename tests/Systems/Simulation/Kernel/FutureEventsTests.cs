using CsCheck;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Kernel;

/// <summary>The list against a sorted set: the same events in the same order, whatever the times look like.</summary>
public sealed class FutureEventsTests
{
    private static readonly Dictionary<string, Func<double, long>> Gaps = new()
    {
        ["equal"] = _ => 0,
        ["ties"] = unit => (long)(unit * 8),
        ["uniform"] = unit => (long)(unit * 1e9),
        ["exponential"] = unit => (long)(-1e6 * Math.Log(unit)),
        ["two clusters"] = unit => unit < 0.5 ? (long)(unit * 100) : 1L << 50,
        ["heavy tail"] = unit => (long)Math.Min(1L << 55, 1 / (unit * unit * unit)),
    };

    public static TheoryData<string> Names => [.. Gaps.Keys];

    /// <summary>Grows to 20,000 events, so that the buckets take part, holds there, and runs empty; twice.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Events_come_by_time_and_then_in_the_order_of_scheduling(string gaps)
    {
        var list = new FutureEvents();
        var reference = new SortedSet<(long Time, long Order)>();
        var random = new RandomStream(20260303, 0, 0);
        var (nowNs, order) = (0L, 0L);

        void Add()
        {
            var timeNs = nowNs + Gaps[gaps](random.NextUnit());
            list.Add(timeNs, 3, 4, order);
            reference.Add((timeNs, order++));
        }

        void Take()
        {
            list.MoveNext(long.MaxValue).ShouldBeTrue();
            var item = list.Current;
            (item.TimeNs, item.B, item.Handler, item.A).ShouldBe(
                (reference.Min.Time, reference.Min.Order, 3, 4));
            reference.Remove(reference.Min);
            nowNs = item.TimeNs;
        }

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 20_000; i++)
            {
                Add();
            }

            for (var i = 0; i < 30_000; i++)
            {
                Take();
                Add();
            }

            list.Count.ShouldBe(reference.Count);
            while (reference.Count > 0)
            {
                Take();
            }

            list.MoveNext(long.MaxValue).ShouldBeFalse();
        }
    }

    /// <summary>Random sequences of adding and taking on short lists.</summary>
    [Fact]
    public void Any_sequence_of_adding_and_taking_keeps_the_order() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 20]).Array[0, 200].Sample(steps =>
        {
            var list = new FutureEvents();
            var reference = new PriorityQueue<long, (long, long)>();
            var (nowNs, order) = (0L, 0L);
            foreach (var (adds, delay) in steps)
            {
                if (adds)
                {
                    list.Add(nowNs + delay, 0, 0, order);
                    reference.Enqueue(order, (nowNs + delay, order++));
                }
                else if (reference.TryDequeue(out var expected, out var key))
                {
                    list.MoveNext(long.MaxValue).ShouldBeTrue();
                    list.Current.B.ShouldBe(expected);
                    nowNs = key.Item1;
                }
            }
        });

    [Fact]
    public void Nothing_later_than_the_limit_is_taken()
    {
        var list = new FutureEvents();
        list.Add(10, 0, 0, 0);

        list.MoveNext(9).ShouldBeFalse();
        list.MoveNext(10).ShouldBeTrue();
    }
}
