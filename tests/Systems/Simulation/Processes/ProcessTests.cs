using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Processes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Processes;

public sealed class ProcessTests
{
    private readonly Simulator _simulator = new();
    private readonly ProcessClock _clock;
    private readonly List<string> _seen = [];

    public ProcessTests() => _clock = new ProcessClock(_simulator);

    [Fact]
    public void Processes_take_turns_in_time()
    {
        async Process Tick(string name, long periodNs)
        {
            for (var i = 0; i < 3; i++)
            {
                await _clock.Delay(periodNs);
                See(name);
            }
        }

        _ = Tick("a", 10);
        _ = Tick("b", 15);
        _simulator.RunToEnd();

        _seen.ShouldBe(["a 10", "b 15", "a 20", "b 30", "a 30", "b 45"]);
    }

    [Fact]
    public void A_resource_is_given_in_order_of_arrival()
    {
        var server = new Resource(_clock, 1);
        async Process Customer(string name, long arrivesNs, long serviceNs)
        {
            await _clock.Delay(arrivesNs);
            await server.Acquire();
            See($"{name} begins");
            await _clock.Delay(serviceNs);
            server.Release();
            See($"{name} ends");
        }

        _ = Customer("a", 0, 10);
        _ = Customer("b", 2, 5);
        _ = Customer("c", 1, 5);
        _simulator.RunToEnd();

        _seen.ShouldBe(["a begins 0", "a ends 10", "c begins 10", "c ends 15", "b begins 15", "b ends 20"]);
        server.Free.ShouldBe(1);
    }

    [Fact]
    public void A_place_that_nobody_took_cannot_be_given_back() =>
        Should.Throw<InvalidOperationException>(() => new Resource(_clock, 2).Release());

    [Fact]
    public void A_store_hands_items_over_in_order_and_holds_producers_back()
    {
        var store = new Store<int>(_clock, capacity: 2);
        async Process Produce()
        {
            for (var item = 0; item < 5; item++)
            {
                await store.Put(item);
                See($"put {item}");
            }
        }

        async Process Consume()
        {
            for (var i = 0; i < 5; i++)
            {
                await _clock.Delay(10);
                See($"took {await store.Take()}");
            }
        }

        _ = Produce();
        _ = Consume();
        _simulator.RunToEnd();

        _seen.ShouldBe(
        [
            "put 0 0", "put 1 0", "took 0 10", "put 2 10", "took 1 20", "put 3 20", "took 2 30", "put 4 30",
            "took 3 40", "took 4 50",
        ]);
        store.Count.ShouldBe(0);
    }

    [Fact]
    public void Several_takers_get_their_items_in_the_order_in_which_they_came()
    {
        var store = new Store<int>(_clock, capacity: 8);
        async Process Take(string name) => See($"{name} {await store.Take()}");
        async Process Produce()
        {
            await _clock.Delay(1);
            await store.Put(7);
            await store.Put(8);
        }

        _ = Take("a");
        _ = Take("b");
        _ = Produce();
        _simulator.RunToEnd();

        _seen.ShouldBe(["a 7 1", "b 8 1"]);
    }

    [Fact]
    public void An_exception_of_a_process_ends_the_run_with_it()
    {
        async Process Break()
        {
            await _clock.Delay(5);
            throw new InvalidDataException("broken");
        }

        _ = Break();

        Should.Throw<InvalidDataException>(_simulator.RunToEnd).Message.ShouldBe("broken");
    }

    private void See(string what) => _seen.Add($"{what} {_clock.NowNs}");
}
