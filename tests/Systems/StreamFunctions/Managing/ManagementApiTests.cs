using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Managing;
using Eval.Systems.StreamFunctions.Reporting;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Managing;

/// <summary>Goal: a person manages a server with curl, and neither a web page nor a malformed request does. Method:
/// real HTTP on loopback, in front of a server without streams.</summary>
public sealed class ManagementApiTests : IAsyncLifetime
{
    private const string Executable = "/bin/cat";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly FakeServer _server = new()
    {
        Streams = [new StreamListing("a", "upper", StreamState.Running, 5)],
        Instances = [new InstanceSummary("a-1", "a", StreamState.Running, 42, 1, 5, Executable)],
    };

    private ManagementApi _api = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ManagementApi.StartAsync(_server, 0, _cancellation);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_api.Port}/") };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task A_function_is_deployed_listed_and_removed()
    {
        (await PostAsync($$"""{"name":"upper","stages":[{"executable":"{{Executable}}","arguments":[]}]}"""))
            .Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync($$"""{"name":"upper","stages":[{"executable":"{{Executable}}","arguments":[]}]}"""))
            .Status.ShouldBe(HttpStatusCode.Conflict);
        var listed = await _client.GetStringAsync("functions", _cancellation);
        listed.ShouldContain("\"name\":\"upper\"");
        listed.ShouldContain("\"isolation\":\"Process\"");

        (await _client.DeleteAsync("functions/upper", _cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await _client.DeleteAsync("functions/upper", _cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _client.GetStringAsync("functions", _cancellation)).ShouldBe("[]");
    }

    [Fact]
    public async Task Streams_and_health_are_told()
    {
        (await _client.GetStringAsync("healthz", _cancellation)).ShouldBe("ok\n");
        (await _client.GetStringAsync("streams", _cancellation)).ShouldContain("\"streamId\":\"a\"");
        (await _client.GetStringAsync("instances", _cancellation)).ShouldContain("\"instanceId\":\"a-1\"");
    }

    [Fact]
    public async Task Metrics_are_Prometheus_text()
    {
        var response = await _client.GetAsync("metrics", _cancellation);
        var lines = (await response.Content.ReadAsStringAsync(_cancellation)).Split('\n');

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        lines.ShouldContain("eval_streams_ended_total{outcome=\"completed\"} 41");
        lines.ShouldContain("eval_streams_ended_by_code_total{code=\"overloaded\"} 3");
        lines.ShouldContain("eval_streams_ended_by_code_total{code=\"unknown_function\"} 0");
        lines.ShouldContain("eval_instances{state=\"running\"} 1");
        lines.ShouldContain("eval_fifo_events_total 7");
        lines.ShouldContain("eval_fifo_dropped_total 5");
        lines.ShouldContain("eval_start_duration_seconds_bucket{le=\"0.0025\"} 34");
        lines.ShouldContain("eval_start_duration_seconds_bucket{le=\"+Inf\"} 42");
        lines.ShouldContain("eval_start_duration_seconds_sum 0.125");
        lines.ShouldContain("eval_start_duration_seconds_count 42");
        lines.ShouldContain("eval_cold_starts_total 42");
        lines.Where(line => line.Length > 0 && line[0] != '#').ShouldAllBe(line => line.Split(' ').Length == 2);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/abs")]
    [InlineData("a\\u0000b")]
    [InlineData("*")]
    [InlineData(">")]
    [InlineData("Upper")]
    [InlineData("")]
    public async Task A_hostile_name_is_refused(string name) =>
        (await PostAsync($$"""{"name":"{{name}}","stages":[{"executable":"{{Executable}}","arguments":[]}]}"""))
            .Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Numbers_that_no_stream_could_live_with_are_refused_all_at_once()
    {
        var (status, body) = await PostAsync(
            $$$"""
            {"name":"upper","stages":[{"executable":"{{{Executable}}}","arguments":[]}],
             "buffer":{"events":0},"deadlines":{"wallClock":"10675199.02:48:05.4775807","end":"50.00:00:00"}}
            """);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldContain("buffer.events is 0; 1 to 1048576 are allowed");
        body.ShouldContain("deadlines.wallClock is 10675199.02:48:05.4775807");
        body.ShouldContain("deadlines.end is 50.00:00:00; 00:00:00.0010000 to 20.00:00:00 are allowed");
        _server.Functions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_of_300_letters_is_refused()
    {
        var name = new string('a', 300);
        (await PostAsync($$"""{"name":"{{name}}","stages":[{"executable":"{{Executable}}","arguments":[]}]}"""))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
        (await _client.DeleteAsync("functions/" + name, _cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("..%2Fx")]
    [InlineData("%2Fabs")]
    [InlineData("%00")]
    [InlineData("*")]
    [InlineData("%3E")]
    public async Task Nothing_is_removed_by_a_hostile_name(string path) =>
        (await _client.DeleteAsync("functions/" + path, _cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"name":"a","stages":null}""")]
    [InlineData("""{"name":"a","stages":[]}""")]
    [InlineData("""{"name":"a","stages":[{"executable":"/bin/cat","arguments":[]}],"unknown":1}""")]
    [InlineData("""{"name":"a","stages":[{"executable":"/bin/cat","arguments":[]}],"isolation":7}""")]
    [InlineData("""{"name":"a","stages":[{"executable":"bin/cat","arguments":[]}]}""")]
    [InlineData("""{"name":"a","stages":[{"executable":"/no/such","arguments":[]}]}""")]
    [InlineData("""{"name":"a","stages":[{"executable":"/etc/passwd","arguments":[]}]}""")]
    [InlineData("""{"name":"a","stages":[{"executable":"/bin/cat","arguments":["\u0000"]}]}""")]
    public async Task What_is_no_deployment_is_refused_with_its_mistakes(string json)
    {
        var (status, body) = await PostAsync(json);

        status.ShouldBe(HttpStatusCode.BadRequest, body);
        body.ShouldContain("errors");
        _server.Functions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_isolation_is_named() =>
        (await PostAsync("""{"name":"a","isolation":"Docker","stages":[{"executable":"/bin/cat","arguments":[]}]}"""))
            .ShouldBe((
                HttpStatusCode.ServiceUnavailable, """{"errors":["no Docker engine: apt-get install docker.io"]}"""));

    [Fact]
    public async Task A_body_above_64_KiB_is_refused() =>
        (await PostAsync("\"" + new string('a', 70_000) + "\"")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    [Theory]
    [InlineData("GET /functions HTTP/1.1\r\nHost: evil.example\r\n", "421")]
    [InlineData("GET /functions HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n", "421")]
    [InlineData("GET /functions HTTP/1.1\r\nHost: 192.168.1.2\r\n", "421")]
    [InlineData("GET /functions HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n", "403")]
    [InlineData("POST /functions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/x\r\nContent-Length: 2\r\n", "415")]
    [InlineData("GET /functions HTTP/1.1\r\nHost: localhost\r\n", "200")]
    [InlineData("GET /functions HTTP/1.1\r\nHost: [::1]\r\n", "200")]
    [InlineData("GET /functions HTTP/1.1\r\n", "400")]
    public async Task A_web_page_gets_nothing_through_its_readers_browser(string head, string status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _api.Port, _cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "Connection: close\r\n\r\n{}"), _cancellation);
        using var reader = new StreamReader(stream);

        (await reader.ReadLineAsync(_cancellation))!.ShouldContain($" {status} ");
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync("functions", content, _cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(_cancellation));
    }
}
