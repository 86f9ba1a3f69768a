using Eval.Systems.Faas;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: how many instances there are, and which one serves. Method: fake hosts and fake time, no process.
/// </summary>
public sealed class ScalingTests
{
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLauncher _launcher = new();
    private readonly AccountBook _book = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1, 5, 1)]
    [InlineData(3, 1, 5, 3)]
    [InlineData(8, 1, 5, 5)]
    [InlineData(8, 2, 5, 3)]
    [InlineData(8, 100, 5, 1)]
    public async Task As_many_start_as_those_who_wait_will_fill_and_no_more_than_allowed(
        int maxInstances, int concurrency, int requests, int starts)
    {
        await using var activator = Activator(maxInstances, concurrency);
        for (var i = 0; i < requests; i++)
        {
            _ = Enter(activator);
        }

        _launcher.Starts.ShouldBe(starts);
    }

    [Fact]
    public async Task Whoever_is_ready_first_serves_those_who_wait_in_their_order()
    {
        await using var activator = Activator(maxInstances: 2);
        Task<Turn>[] waiting = [Enter(activator), Enter(activator), Enter(activator)];
        var (first, second) = (await NextAsync(), await NextAsync());
        second.Become(null);
        var turn = await waiting[0];
        turn.Instance.ShouldBe(second);
        waiting[1].IsCompleted.ShouldBeFalse();
        activator.Leave(turn);
        (await waiting[1]).Instance.ShouldBe(second);
        first.Become(null);
        (await waiting[2]).Instance.ShouldBe(first);
    }

    [Fact]
    public async Task An_instance_serves_as_many_at_a_time_as_its_concurrency_says()
    {
        await using var activator = Activator(maxInstances: 1, concurrency: 2);
        Task<Turn>[] waiting = [Enter(activator), Enter(activator), Enter(activator)];
        (await NextAsync()).Become(null);
        await waiting[0];
        var second = await waiting[1];
        waiting[2].IsCompleted.ShouldBeFalse();
        activator.Leave(second);
        await waiting[2];
    }

    [Fact]
    public async Task The_oldest_is_used_while_it_has_room_so_that_the_others_end_by_idling()
    {
        await using var activator = Activator(maxInstances: 2);
        Task<Turn>[] waiting = [Enter(activator), Enter(activator)];
        var (first, second) = (await NextAsync(), await NextAsync());
        first.Become(null);
        var firstTurn = await waiting[0];
        second.Become(null);
        activator.Leave(await waiting[1]);
        activator.Leave(firstTurn);
        _time.Advance(IdleTimeout / 2);
        var third = await Enter(activator);
        third.Instance.ShouldBe(first);
        activator.Leave(third);

        _time.Advance(IdleTimeout / 2);
        (await second.Exited.WaitAsync(WaitLimit, Cancellation)).ShouldBe("killed");
        first.Exited.IsCompleted.ShouldBeFalse();
        _time.Advance(IdleTimeout / 2);
        (await first.Exited.WaitAsync(WaitLimit, Cancellation)).ShouldBe("killed");
    }

    [Fact]
    public async Task The_least_number_is_there_before_any_request_and_never_ends_by_idling()
    {
        await using var activator = Activator(maxInstances: 3, minInstances: 2);
        var filled = activator.FillAsync();
        var (first, second) = (await NextAsync(), await NextAsync());
        first.Become(null);
        filled.IsCompleted.ShouldBeFalse();
        second.Become(null);
        (await filled.WaitAsync(WaitLimit, Cancellation)).ShouldBeNull();
        _time.Advance(10 * IdleTimeout);
        activator.Instances.Count.ShouldBe(2);
        _launcher.Starts.ShouldBe(2);
    }

    [Fact]
    public async Task One_of_the_least_number_that_dies_is_started_again_without_a_request()
    {
        await using var activator = Activator(maxInstances: 1, minInstances: 1);
        var filled = activator.FillAsync();
        var first = await NextAsync();
        first.Become(null);
        await filled;
        first.Exit("killed by signal 9");
        (await NextAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_least_number_that_cannot_start_is_told_and_not_tried_for_ever()
    {
        await using var activator = Activator(maxInstances: 1, minInstances: 1);
        var filled = activator.FillAsync();
        (await NextAsync()).Exit("exited with code 1");
        (await filled.WaitAsync(WaitLimit, Cancellation)).ShouldBe("exited with code 1");
        await activator.ScaleToZeroAsync();
        _launcher.Starts.ShouldBe(1);
    }

    [Fact]
    public async Task Where_one_more_cannot_start_those_who_wait_are_served_by_the_one_that_is_there()
    {
        await using var activator = Activator(maxInstances: 2);
        Task<Turn>[] waiting = [Enter(activator), Enter(activator), Enter(activator)];
        var (first, second) = (await NextAsync(), await NextAsync());
        first.Become(null);
        second.Exit("no memory");
        foreach (var one in waiting)
        {
            var turn = await one;
            turn.Instance.ShouldBe(first);
            activator.Leave(turn);
        }

        _launcher.Starts.ShouldBe(2);
    }

    [Fact]
    public async Task Every_instance_that_lived_is_in_the_account()
    {
        await using var activator = Activator(maxInstances: 2);
        Task<Turn>[] waiting = [Enter(activator), Enter(activator)];
        (await NextAsync()).Become(null);
        (await NextAsync()).Become(null);
        await Task.WhenAll(waiting);
        await activator.ScaleToZeroAsync();
        activator.Instances.ShouldBeEmpty();
        _book.Take().Instances.Select(instance => instance.InstanceId).Order().ShouldBe(["1", "2"]);
    }

    private RequestActivator Activator(int maxInstances, int concurrency = 1, int minInstances = 0) => new(
        _launcher,
        new ActivatorLimits
        {
            Queue = 100,
            Concurrency = concurrency,
            MinInstances = minInstances,
            MaxInstances = maxInstances,
            IdleTimeout = IdleTimeout,
            StartTimeout = TimeSpan.FromSeconds(20),
        },
        _book,
        _time);

    private static Task<Turn> Enter(RequestActivator activator) =>
        activator.EnterAsync(Cancellation).WaitAsync(WaitLimit, Cancellation);

    private async Task<FakeInstance> NextAsync() =>
        await _launcher.NextAsync(Cancellation).AsTask().WaitAsync(WaitLimit, Cancellation);
}
