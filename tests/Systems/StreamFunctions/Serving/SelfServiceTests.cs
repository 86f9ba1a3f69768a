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
}
