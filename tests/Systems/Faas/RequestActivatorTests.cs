using Eval.Systems.Faas;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: the activator's order, bounds and ends. Method: fake hosts and fake time, no process.</summary>
public sealed class RequestActivatorTests : IAsyncDisposable
{
    private const int Queue = 3;

    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    // A wrong activator must fail a test, not hang it.
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLauncher _launcher = new();
    private readonly AccountBook _book = new();
    private readonly RequestActivator _activator;

    public RequestActivatorTests()
    {
        var limits = new ActivatorLimits { Queue = Queue, IdleTimeout = IdleTimeout, StartTimeout = StartTimeout };
        _activator = new RequestActivator(_launcher, limits, _book, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _activator.DisposeAsync();

    [Fact]
    public async Task Requests_that_wait_for_the_start_are_served_one_at_a_time_in_order_of_arrival()
    {
        Task<Turn>[] waiting = [Enter(), Enter(), Enter()];
        _launcher.Starts.ShouldBe(1);
        waiting.ShouldAllBe(turn => !turn.IsCompleted);
        var instance = await _launcher.NextAsync(Cancellation);
        instance.Become(null);
        for (var i = 0; i < waiting.Length; i++)
        {
            var turn = await waiting[i];
            turn.Instance.ShouldBe(instance);
            waiting.Skip(i + 1).ShouldAllBe(later => !later.IsCompleted);
            _activator.Leave(turn);
        }

        _launcher.Starts.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_beyond_the_queue_is_refused_as_overload_and_those_before_it_stay()
    {
        Task<Turn>[] waiting = [Enter(), Enter(), Enter()];
        var refused = await Enter();
        refused.Instance.ShouldBeNull();
        refused.Status.ShouldBe(503);
        refused.Refusal.ShouldBe("3 requests are waiting already");
        (await _launcher.NextAsync(Cancellation)).Become(null);
        (await waiting[0]).Instance.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_place_of_a_client_that_leaves_is_free_again()
    {
        using var leaving = new CancellationTokenSource();
        var first = Enter();
        var second = _activator.EnterAsync(leaving.Token);
        var third = Enter();
        await leaving.CancelAsync();
        (await second).Refusal.ShouldBe("the client left");
        var fourth = Enter();
        fourth.IsCompleted.ShouldBeFalse();
        (await _launcher.NextAsync(Cancellation)).Become(null);
        _activator.Leave(await first);
        _activator.Leave(await third);
        (await fourth).Instance.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_idle_instance_is_ended_at_the_timeout_and_not_before_with_its_trailers_kept()
    {
        var instance = await ServeOneAsync();
        _time.Advance(IdleTimeout - TimeSpan.FromMilliseconds(1));
        instance.Exited.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await instance.Exited).ShouldBe("killed");
        instance.HasCollectedTrailers.ShouldBeTrue();
        await _activator.ScaleToZeroAsync();
        _activator.Instances.ShouldBeEmpty();
        _book.Take().Instances.ShouldHaveSingleItem().ShouldBe(instance.Account);
    }

    [Fact]
    public async Task A_request_in_service_keeps_the_instance_beyond_the_idle_timeout()
    {
        var instance = await ServeOneAsync();
        var turn = await Enter();
        _time.Advance(10 * IdleTimeout);
        instance.Exited.IsCompleted.ShouldBeFalse();
        _activator.Leave(turn);
    }

    [Fact]
    public async Task Scaling_to_zero_refuses_who_waits_and_ends_the_instance()
    {
        var serving = Enter();
        var instance = await _launcher.NextAsync(Cancellation);
        instance.Become(null);
        await serving;
        var waiting = Enter();
        await _activator.ScaleToZeroAsync();
        (await waiting).Refusal.ShouldBe("the function is being scaled to zero");
        instance.Exited.IsCompleted.ShouldBeTrue();
        _activator.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_dies_is_started_again_for_those_who_wait()
    {
        var serving = Enter();
        var first = await _launcher.NextAsync(Cancellation);
        first.Become(null);
        var turn = await serving;
        var waiting = Enter();
        first.Exit("killed by signal 9");
        var second = await _launcher.NextAsync(Cancellation);
        second.Become(null);
        (await waiting).Instance.ShouldBe(second);

        // The dead instance's request must not give the living one's place away.
        _activator.Leave(turn);
        var next = Enter();
        next.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_broke_off_gets_no_request_until_it_is_known_to_live(bool isGone)
    {
        var serving = Enter();
        var first = await _launcher.NextAsync(Cancellation);
        first.Become(null);
        var turn = await serving;
        var doubting = _activator.DoubtAsync(turn);
        var waiting = Enter();
        waiting.IsCompleted.ShouldBeFalse();
        first.IsGone.SetResult(isGone);
        if (isGone)
        {
            waiting.IsCompleted.ShouldBeFalse();
            first.Exit("killed by signal 9");
            (await doubting).ShouldBe("killed by signal 9");
            var second = await _launcher.NextAsync(Cancellation);
            second.Become(null);
            _activator.Leave(turn);
            (await waiting).Instance.ShouldBe(second);
        }
        else
        {
            (await doubting).ShouldBeNull();
            _activator.Leave(turn);
            (await waiting).Instance.ShouldBe(first);
        }
    }

    [Fact]
    public async Task A_host_that_answers_nobody_and_does_not_end_is_ended()
    {
        var serving = Enter();
        var instance = await _launcher.NextAsync(Cancellation);
        instance.Become(null);
        instance.IsGone.SetResult(true);
        var doubting = _activator.DoubtAsync(await serving);
        instance.Exited.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await doubting.WaitAsync(WaitLimit, Cancellation)).ShouldBe("killed");
    }

    [Fact]
    public async Task A_host_that_cannot_start_refuses_all_who_wait_with_its_reason()
    {
        Task<Turn>[] waiting = [Enter(), Enter()];
        (await _launcher.NextAsync(Cancellation)).Exit("exited with code 1");
        foreach (var turn in await Task.WhenAll(waiting))
        {
            turn.Status.ShouldBe(502);
            turn.Refusal.ShouldBe("the function host did not start: exited with code 1");
        }

        _launcher.Starts.ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_is_silent_beyond_the_start_timeout_is_killed()
    {
        var waiting = Enter();
        var instance = await _launcher.NextAsync(Cancellation);
        while (!waiting.IsCompleted)
        {
            // The limit is armed on another thread, so time is moved until it has been seen.
            _time.Advance(StartTimeout);
            await Task.Yield();
        }

        (await waiting).Refusal.ShouldBe("the function host did not start: it was not ready within 20 s");
        (await instance.Exited).ShouldBe("killed");
    }

    [Fact]
    public async Task A_start_that_the_kernel_refuses_is_told_to_the_request()
    {
        _launcher.Refusal = new IOException("no such file");
        (await Enter()).Refusal.ShouldBe("the function host cannot be started: no such file");
    }

    private Task<Turn> Enter() => _activator.EnterAsync(Cancellation).WaitAsync(WaitLimit, Cancellation);

    private async Task<FakeInstance> ServeOneAsync()
    {
        var entered = Enter();
        var instance = await _launcher.NextAsync(Cancellation);
        instance.Become(null);
        _activator.Leave(await entered);
        return instance;
    }
}
