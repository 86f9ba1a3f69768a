using System.Net.Sockets;
using System.Text;
using Eval.Systems.Faas;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: a host in a box that inherits nothing is told ready, failed or gone, in whatever order box and host
/// are heard of. Method: the real door, with the test as the host.</summary>
public sealed class HostInstanceTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly string _parent = Directory.CreateTempSubdirectory("evd-").FullName;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly FakeBox _box = new();
    private readonly HostInstance _instance;

    public HostInstanceTests() => _instance = new HostInstance("1-1", "/host", new FolderDoor(Folder), () => _box);

    private string HttpSocket => Path.Combine(Folder, "box", "http.sock");

    private string Folder => Path.Combine(_parent, "f1-1");

    public void Dispose()
    {
        _box.End("");
        Directory.Delete(_parent, recursive: true);
    }

    [Fact]
    public async Task A_host_is_ready_even_before_its_engine_says_that_it_runs()
    {
        using var http = new FakeHttpHost(HttpSocket, FakeHttpHost.Ready);
        var beforeNs = MonotonicClock.NowNs;
        using var host = Say("ready 10 20\n");
        (await _instance.Started.WaitAsync(Limit, _cancellation)).ShouldBeNull();
        _instance.Account.RuntimeNs.ShouldBe(10);
        _instance.Account.ConnectNs.ShouldNotBeNull().ShouldBeGreaterThan(beforeNs);
        _instance.Account.ProcessId.ShouldBe(Environment.ProcessId);

        _box.BeThere(Environment.ProcessId);
        _instance.Kill();
        await _instance.Exited.WaitAsync(Limit, _cancellation);
        _instance.Account.ProcessId.ShouldBe(Environment.ProcessId);
        _instance.Account.ParentProcessId.ShouldNotBeNull();
        _instance.Account.SandboxNs.ShouldBe(2);
        _instance.Account.TeardownNs.ShouldBe(3);
        _instance.Account.Failure.ShouldBeNull();
        Directory.Exists(Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_host_says_before_it_ends_is_heard_although_the_end_is_known_first()
    {
        using (var host = Say("failed no function 'x'\n"))
        {
            _box.BeThere(Environment.ProcessId);
            _box.End("");
        }

        (await _instance.Started.WaitAsync(Limit, _cancellation)).ShouldBe("no function 'x'");
        await _instance.Exited.WaitAsync(Limit, _cancellation);
    }

    [Fact]
    public async Task A_box_that_ends_before_its_host_says_anything_gives_how_it_ended()
    {
        _box.BeThere(Environment.ProcessId);
        _box.End("no such library");

        (await _instance.Started.WaitAsync(Limit, _cancellation)).ShouldBe("exited with code 1: no such library");
        await _instance.Exited.WaitAsync(Limit, _cancellation);
        _instance.Account.Failure.ShouldBe("the function host ended: exited with code 1: no such library");
    }

    [Fact]
    public async Task A_box_that_never_is_gives_the_reason_and_leaves_no_folder()
    {
        _box.NeverBe("the engine is gone");

        (await _instance.Started.WaitAsync(Limit, _cancellation)).ShouldBe("the engine is gone");
        (await _instance.Exited.WaitAsync(Limit, _cancellation)).ShouldContain("the engine is gone");
        Directory.Exists(Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_host_that_runs_and_is_not_ready_is_asked_until_it_is()
    {
        using var http = new FakeHttpHost(HttpSocket, FakeHttpHost.Unready, FakeHttpHost.Unready, FakeHttpHost.Ready);
        using var host = Say("ready 10 20\n");
        (await _instance.Started.WaitAsync(Limit, _cancellation)).ShouldBeNull();
        http.Questions.ShouldBe(3);
        _instance.Account.LastProbe.ShouldBeNull();
    }

    [Fact]
    public async Task A_host_that_never_becomes_ready_tells_its_last_answer_and_can_be_ended()
    {
        _box.BeThere(Environment.ProcessId);
        using var http = new FakeHttpHost(HttpSocket, FakeHttpHost.Unready);
        using var host = Say("ready 10 20\n");
        while (_instance.Account.LastProbe is null)
        {
            await Task.Yield();
        }

        _instance.Started.IsCompleted.ShouldBeFalse();
        _instance.Account.LastProbe.ShouldBe("the readiness probe was answered 'HTTP/1.1 503 Service Unavailable'");
        _instance.Kill();
        (await _instance.Started.WaitAsync(Limit, _cancellation)).ShouldBe("exited with code 1");
        await _instance.Exited.WaitAsync(Limit, _cancellation);
    }

    [Fact]
    public async Task The_connection_that_brought_the_readiness_serves_the_first_request()
    {
        using var http = new FakeHttpHost(HttpSocket, FakeHttpHost.Ready);
        using var host = Say("ready 10 20\n");
        await _instance.Started.WaitAsync(Limit, _cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://function/anything");
        using var answer = await _instance.Client.SendAsync(request, _cancellation).WaitAsync(Limit, _cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        http.Questions.ShouldBe(2);
        http.Connections.ShouldBe(1);
    }

    private Socket Say(string line)
    {
        var host = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        host.Connect(new UnixDomainSocketEndPoint(Path.Combine(Folder, "box", "lifeline.sock")));
        host.Send(Encoding.UTF8.GetBytes(line));
        return host;
    }
}
