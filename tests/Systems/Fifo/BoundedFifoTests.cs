using CsCheck;
using Eval.Systems.Fifo;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Fifo;

/// <summary>Goal: order, bounds, closing and cancellation. Method: random operations against a plain list as the model,
/// and two threads for the waits.</summary>
public sealed class BoundedFifoTests
{
    [Fact]
    public void It_behaves_as_a_list_with_bounds() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 50], Gen.Int[-1, 30].Array).Sample((items, bytes, operations) =>
        {
            var fifo = new BoundedFifo<int>(items, bytes);
            var model = new List<(int Item, int Bytes)>();
            for (var i = 0; i < operations.Length; i++)
            {
                var size = operations[i];
                if (size < 0)
                {
                    fifo.TryTake(out var item).ShouldBe(model.Count > 0);
                    if (model.Count > 0)
                    {
                        item.ShouldBe(model[0].Item);
                        model.RemoveAt(0);
                    }
                }
                else
                {
                    var fits = model.Count == 0
                        || (model.Count < items && model.Sum(held => held.Bytes) + size <= bytes);
                    fifo.HasRoom(size).ShouldBe(fits);
                    fifo.TryAdd(i, size).ShouldBe(fits);
                    model.AddRange(fits ? [(i, size)] : []);
                }

                fifo.Count.ShouldBe(model.Count);
                fifo.Bytes.ShouldBe(model.Sum(held => held.Bytes));
            }
        });

    [Fact]
    public void Making_room_drops_the_oldest_and_only_as_many_as_are_in_the_way() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 50], Gen.Int[0, 60].Array).Sample((items, bytes, sizes) =>
        {
            var fifo = new BoundedFifo<int>(items, bytes);
            var model = new List<int>();
            for (var i = 0; i < sizes.Length; i++)
            {
                while (fifo.TryDropFor(sizes[i], out var dropped))
                {
                    (model.Count == items || model.Sum(held => sizes[held]) + sizes[i] > bytes).ShouldBeTrue();
                    dropped.ShouldBe(model[0]);
                    model.RemoveAt(0);
                }

                fifo.TryAdd(i, sizes[i]).ShouldBeTrue();
                model.Add(i);
                fifo.Count.ShouldBe(model.Count);
            }
        });

    [Fact]
    public void One_item_larger_than_the_bound_is_let_in_when_it_is_empty()
    {
        var fifo = new BoundedFifo<string>(2, 10);
        fifo.TryAdd("large", 11).ShouldBeTrue();
        fifo.TryAdd("more", 0).ShouldBeFalse();
        fifo.TryDropFor(99, out var dropped).ShouldBeTrue();
        dropped.ShouldBe("large");
        fifo.TryDropFor(99, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_consumer_that_waits_gets_everything_in_order_and_then_the_end()
    {
        var fifo = new BoundedFifo<int>(3, 1000);
        var taken = new List<int>();
        var consumer = new Thread(() =>
        {
            while (fifo.Take(out var item, CancellationToken.None))
            {
                taken.Add(item);
            }
        });
        consumer.Start();
        for (var i = 0; i < 1000;)
        {
            i += fifo.TryAdd(i, 1) ? 1 : 0;
        }

        fifo.Close();
        consumer.Join(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        taken.ShouldBe(Enumerable.Range(0, 1000));
    }

    [Fact]
    public void A_consumer_that_waits_is_released_by_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var fifo = new BoundedFifo<int>(1, 1);
        var waiting = Task.Run(() => fifo.Take(out _, cancellation.Token));

        cancellation.Cancel();

        Should.Throw<OperationCanceledException>(waiting);
    }

    [Fact]
    public void After_closing_nothing_is_added_and_the_rest_is_taken()
    {
        var fifo = new BoundedFifo<string>(2, 2);
        fifo.TryAdd("last", 1).ShouldBeTrue();
        fifo.Close();

        Should.Throw<InvalidOperationException>(() => fifo.TryAdd("late", 1));
        fifo.Take(out var item, CancellationToken.None).ShouldBeTrue();
        item.ShouldBe("last");
        fifo.Take(out _, CancellationToken.None).ShouldBeFalse();
    }
}
