using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: whoever waits at the door of instances that accept by themselves is served once the system has again
/// what it lacked, and an instance there that tells of no producer is ended and replaced in its own time. Method: the
/// door, the acceptor and the pool as the control plane has them; threads, connections and instances are the test's.
/// </summary>
public sealed class SelfServiceTests : IDisposable
{
    private const long RetryDelayNs = 1_000_000_000;

    private readonly TestDoor _door = new();

    public void Dispose() => _door.Dispose();

    /// <summary>Method: the second refusal shows that the door tried again, since nobody else has come.</summary>
    [Fact]
    public async Task Who_waits_while_there_is_no_thread_is_served_once_there_is_one()
    {
        _door.HasThreads = false;
        var waiting = _door.AskAsync();
        await TestPlane.UntilAsync(() => _door.RefusedThreads >= 2);
        waiting.IsCompleted.ShouldBeFalse();

        _door.HasThreads = true;
        (await waiting).ShouldBeEmpty();
    }

    /// <summary>Method: as with threads; accept(2) says that descriptors have run out.</summary>
    [Fact]
    public async Task Who_waits_while_there_is_no_descriptor_is_served_once_there_is_one()
    {
        _door.Accept = _ => null;
        var waiting = _door.AskAsync();
        await TestPlane.UntilAsync(() => _door.Accepts >= 2);
        waiting.IsCompleted.ShouldBeFalse();

        _door.Accept = UnixSocket.TryAccept;
        (await waiting).ShouldBeEmpty();
    }

    /// <summary>Method: a count of calls, one for each that comes.</summary>
    [Fact]
    public async Task A_listener_that_always_fails_is_asked_once_for_each_that_comes_and_all_see_the_end()
    {
        _door.Accept = _ => throw new IOException("as of an unusable listener");
        var waiting = new List<Task>();
        for (var count = 1; count <= 3; count++)
        {
            waiting.Add(_door.AskAsync());
            await TestPlane.UntilAsync(() => _door.Accepts >= count);
            _door.Accepts.ShouldBe(count);
        }

        _door.Dispose();
        foreach (var each in waiting)
        {
            await Should.ThrowAsync<IOException>(each);
        }
    }

    /// <summary>Method: an error instead of a producer, from each instance as soon as it is there; the time between two
    /// starts is bounded from below alone.</summary>
    [Fact]
    public async Task An_instance_that_tells_of_an_error_is_ended_and_not_replaced_at_once()
    {
        _door.Fill((_, instance) => Says(instance, FrameType.Error));
        await TestPlane.UntilAsync(() => _door.Parked.Count >= 2);

        var (first, second) = (_door.Parked.First(), _door.Parked.ElementAt(1));
        first.Instance.Exited.IsCompleted.ShouldBeTrue();
        (second.Instance.StartIssuedNs - first.Instance.StartIssuedNs).ShouldBeGreaterThanOrEqualTo(RetryDelayNs);
    }

    /// <summary>Method: an instance closes its channel, and lives on.</summary>
    [Fact]
    public async Task An_instance_that_can_tell_of_nobody_any_more_is_ended_and_replaced()
    {
        _door.Fill((place, instance) =>
        {
            if (place == 0)
            {
                instance.Dispose();
            }
        });
        await TestPlane.UntilAsync(() => _door.Parked.Count == 2);

        _door.Parked.First().Instance.Exited.IsCompleted.ShouldBeTrue();
        _door.Parked.Last().Instance.Exited.IsCompleted.ShouldBeFalse();
    }

    /// <summary>Method: the poller is held until it gets two events at once; what the second is about is gone after the
    /// first, as where a descriptor was closed and is another's now. Later the instance speaks.</summary>
    [Fact]
    public async Task An_event_that_was_not_about_an_instance_does_not_make_the_door_deaf_to_it()
    {
        using var isHeld = new ManualResetEventSlim();
        using var mayGo = new ManualResetEventSlim();
        var (hold, holder) = UnixSocket.Pair();
        var (before, beforehand) = UnixSocket.Pair();
        _door.Fill((_, _) => { });
        await TestPlane.UntilAsync(() => _door.Parked.Any(parked => parked.IsAtDoor));
        var parked = _door.Parked.First();
        var isTaken = false;
        _door.Poller.Watch(hold.Descriptor, Readiness.Readable, () =>
        {
            isHeld.Set();
            mayGo.Wait();
        });
        _door.Poller.Watch(
            before.Descriptor, Readiness.Readable,
            () => isTaken = parked.Ours.Receive(new byte[1], wait: false) == 1);

        holder.Send([1], [], wait: true);
        isHeld.Wait(TestContext.Current.CancellationToken);
        beforehand.Send([1], [], wait: true);
        parked.Theirs.Send([1], [], wait: true);
        mayGo.Set();
        await TestPlane.UntilAsync(() => Volatile.Read(ref isTaken));
        parked.Instance.Exited.IsCompleted.ShouldBeFalse();
        Says(parked.Theirs, FrameType.Error);
        await TestPlane.UntilAsync(() => parked.Instance.Exited.IsCompleted);

        foreach (var socket in new[] { hold, before })
        {
            _door.Poller.Forget(socket.Descriptor);
            socket.Dispose();
        }

        holder.Dispose();
        beforehand.Dispose();
    }

    private static void Says(StreamSocket instance, FrameType type) =>
        instance.Send(new FrameBuilder().Preamble().Control(type, "no"u8).Written, [], wait: true);
}
