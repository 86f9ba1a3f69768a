using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a thread that the system refuses costs the stream that needed it, and no other. Method: threads that
/// start as long as the test wants; on the poller's thread, an exception that nobody catches would end this process.
/// </summary>
public sealed class ServingThreadsTests
{
    private int _started;
    private volatile bool _isExhausted;

    [Fact]
    public void Work_that_no_thread_is_left_for_is_given_back()
    {
        var threads = new ServingThreads(Start);
        _isExhausted = true;
        threads.Run(() => { }).ShouldBeFalse();
        _isExhausted = false;
        using var done = new ManualResetEventSlim();
        threads.Run(done.Set).ShouldBeTrue();

        done.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken).ShouldBeTrue();
        threads.Close();
    }

    [Fact]
    public async Task Who_comes_out_of_the_lobby_without_a_thread_is_rejected_and_the_others_are_served()
    {
        using var plane = new TestPlane(Start, null, TestPlane.Function(Isolation.InProcess, BufferPlace.Instance));
        using var other = plane.Stream("other");
        other.Send(0, 7);
        await other.FirstOutputAsync();
        var (early, late) = (UnixSocket.Connect(plane.SocketPath), UnixSocket.Connect(plane.SocketPath));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.SilentConnections == 2);

        _isExhausted = true;
        var refused = await EndAsync(early, "refused");
        (refused.Outcome, refused.Code, refused.Reason).ShouldBe(
            (EndKind.Rejected, EndCode.Overloaded, "there are no threads for more streams"));
        _isExhausted = false;
        (await EndAsync(late, "served")).Outcome.ShouldBe(EndKind.Completed);
        other.Client.Complete();
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { Streams: 0, Connections: 0 });
    }

    /// <summary>Method: of the four threads that accept, three are held by streams whose openings were there before
    /// they were accepted; the fourth has nobody who would accept in its place.</summary>
    [Fact]
    public async Task Whom_the_last_thread_accepts_is_rejected_and_the_next_is_served_once_there_are_threads()
    {
        var mayAccept = new TaskCompletionSource();
        using var plane = new TestPlane(
            Start,
            listener =>
            {
                mayAccept.Task.Wait();
                return UnixSocket.TryAccept(listener);
            },
            null, TestPlane.Function(Isolation.InProcess, BufferPlace.Instance));
        var held = Enumerable.Range(0, 3).Select(_ => UnixSocket.Connect(plane.SocketPath)).ToArray();
        for (var i = 0; i < held.Length; i++)
        {
            held[i].Send(
                new FrameBuilder().Preamble().Open(new Opening($"held-{i}", "", 100, [])).Written, [], wait: true);
        }

        mayAccept.SetResult();
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.Streams == held.Length);
        _isExhausted = true;
        var refused = await EndAsync(UnixSocket.Connect(plane.SocketPath), "refused");
        (refused.Outcome, refused.Code, refused.Reason).ShouldBe(
            (EndKind.Rejected, EndCode.Overloaded, "there are no threads for more streams"));

        _isExhausted = false;
        (await EndAsync(UnixSocket.Connect(plane.SocketPath), "served")).Outcome.ShouldBe(EndKind.Completed);
        Array.ForEach(held, socket => socket.Dispose());
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { Streams: 0, Connections: 0 });
    }

    [Fact]
    public async Task Who_comes_out_of_the_lobby_into_a_full_server_is_rejected_without_a_thread()
    {
        using var plane = new TestPlane(
            Start, new ServerLimits { Streams = 1 }, TestPlane.Function(Isolation.InProcess, BufferPlace.Instance));
        using var first = plane.Stream("first");
        first.Send(0, 7);
        await first.FirstOutputAsync();
        var silent = UnixSocket.Connect(plane.SocketPath);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.SilentConnections == 1);
        var before = _started;

        (await EndAsync(silent, "second")).Reason.ShouldBe("1 streams are the limit");
        _started.ShouldBe(before);
    }

    /// <summary>Method: a parked instance has accepted the producer, and nobody can look after it.</summary>
    [Fact]
    public async Task A_stream_that_nobody_can_attend_is_closed_and_the_next_is_served()
    {
        using var plane = new TestPlane(
            Start, null,
            TestPlane.Function(Isolation.Process, BufferPlace.Instance, new PoolPolicy { Size = 1 }));
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 1);
        var parked = plane.Plane.Instances.ShouldHaveSingleItem();
        _isExhausted = true;
        using (var unattended = plane.Stream("unattended", door: "faulty"))
        {
            unattended.Send(0, 1);
            (await unattended.EndAsync()).Outcome.ShouldNotBe(EndKind.Completed);
        }

        _isExhausted = false;
        await TestPlane.UntilAsync(() => ProcessTable.Find(parked.ProcessId) is null);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics.ParkedInstances == 1);
        using var next = plane.Stream("next", door: "faulty");
        next.Send(0, 1);
        next.Client.Complete();
        (await next.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
    }

    private static async Task<StreamSummary> EndAsync(StreamSocket connection, string id)
    {
        using var stream = new TestStream(() => connection, id);
        stream.Send(0, 1);
        stream.Client.Complete();
        return await stream.EndAsync();
    }

    private void Start(Thread thread)
    {
        if (_isExhausted)
        {
            throw new InsufficientMemoryException("as .NET says it, of the same kind");
        }

        Interlocked.Increment(ref _started);
        thread.Start();
    }
}
