using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Contract of <c>kind: http-function</c> against servers on loopback that do it right, and wrong in every way
/// that comes to mind: a report with a reason within the deadline, never a hang.</summary>
public sealed class HttpFunctionTests
{
    private const int Events = 20;
    private const string Variable = "EVAL_TESTS_HTTP_TOKEN";
    private const string Secret = "s3cr3t-t0ken.that/nobody+may~see==";
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);

    /// <summary>The server closes after each; an answer that is whole says so, or the next request might meet the
    /// closing connection, and break.</summary>
    private static readonly (string Answer, string Outcome, string Reason)[] Wrong =
    [
        ("HTTP/1.1 500 Oh\r\nconnection: close\r\ncontent-length: 4\r\n\r\nboom", "Failed", "HTTP 500: boom"),
        ("HTTP/1.1 404 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", "Failed", "HTTP 404"),
        ("HTTP/1.1 401 No\r\nconnection: close\r\ncontent-length: 7\r\n\r\nexpired", "Failed", "HTTP 401: expired"),
        ("HTTP/1.1 503 No\r\nconnection: close\r\ncontent-length: 4\r\n\r\nfull", "Rejected", "HTTP 503: full"),
        ("HTTP/1.1 429 No\r\nconnection: close\r\ncontent-length: 4\r\n\r\nslow", "Rejected", "HTTP 429: slow"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 300\r\n\r\nshort", "Failed", "a request broke"),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n99\r\nx", "Failed", "a request broke"),
        ("this is not HTTP at all\r\n\r\n", "Failed", "a request broke"),
        ("", "Failed", "a request broke"),
    ];

    /// <summary>Mode, answer, outcome and what the reason says.</summary>
    public static TheoryData<string, string, string, string> WrongAnswers()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var (answer, outcome, reason) in Wrong)
        {
            data.Add("per-event", answer, outcome, reason);
            data.Add("batch", answer, outcome, reason);
        }

        return data;
    }

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("per-event", Events)]
    [InlineData("batch", 1)]
    public async Task A_function_that_does_it_right_gives_every_output_and_no_claim(string mode, int requests)
    {
        using var function = new LocalFunction(RightAnswer);
        await using var system = SystemOf(function.Url, mode);
        var deployment = await system.DeployAsync(_cancellation);
        function.Requests.ShouldBe(0, "a deployment that asks the function makes it warm");
        var observer = new RecordingObserver();

        var report = await Streams.RunAsync(system, observer, Events, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        report.Requests.ShouldBe(requests);
        function.Requests.ShouldBe(requests);
        report.BytesIn.ShouldBe(Events * Streams.FrameBytes);
        report.BytesOut.ShouldBe(Events * Streams.FrameBytes);
        Streams.ShouldAllBeGrey(observer.Outputs.OrderBy(output => output.Sequence), Events);
        observer.SentSequences.ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        (system.Traits.StampsInFunction, system.Traits.HasInstances).ShouldBe((false, false));
        (report.Instances.Count, report.Trailers.Count, report.Marks.Count).ShouldBe((0, 0, 0));
        deployment.Facts["stamps"].ShouldStartWith("boundary");
        (await system.ObserveAsync(_cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_of_204_has_no_output()
    {
        using var function = new LocalFunction(_ => LocalAnswer.Of(204, []));
        var observer = new RecordingObserver();

        var report = await RunAsync(function.Url, "per-event", observer, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        observer.Outputs.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_is_a_reason(string mode, string answer, string outcome, string reason)
    {
        using var function = new LocalFunction(_ => LocalAnswer.Raw(answer));

        var report = await RunAsync(function.Url, mode, new RecordingObserver(), Patient);

        $"{report.Outcome}".ShouldBe(outcome);
        report.Reason.ShouldNotBeNull().ShouldContain(reason);

        function.Requests.ShouldBeInRange(1, mode == "batch" ? 1 : Events, "no request is sent twice");
    }

    [Theory]
    [InlineData("per-event")]
    [InlineData("batch")]
    public async Task A_redirect_loop_is_not_entered(string mode)
    {
        using var function = new LocalFunction(
            request => LocalAnswer.Of(302, [], $"location: {request.Path}?again=1\r\n"));

        var report = await RunAsync(function.Url, mode, new RecordingObserver(), Patient);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldBe("HTTP 302: a redirect to /, which is not followed");
        function.Requests.ShouldBe(mode == "batch" ? 1 : Events);
    }

    [Theory]
    [InlineData("per-event")]
    [InlineData("batch")]
    public async Task An_address_at_which_nobody_listens_is_a_failed_stream(string mode)
    {
        var report = await RunAsync(LocalFunction.UnreachableUrl(), mode, new RecordingObserver(), Patient);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain("refused");
    }

    [Theory]
    [InlineData("per-event", "")]
    [InlineData("per-event", "HTTP/1.1 200")]
    [InlineData("per-event", "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\nand then nothing more")]
    [InlineData("batch", "")]
    [InlineData("batch", "HTTP/1.1 200")]
    [InlineData("batch", "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n\x20\0\0\0\x04 and then nothing more")]
    public async Task A_function_that_stays_silent_is_cut_at_the_deadline(string mode, string beginning)
    {
        using var function = new LocalFunction(_ => LocalAnswer.Raw(beginning, closes: false));

        var report = await RunAsync(function.Url, mode, new RecordingObserver(), Short);

        report.Outcome.ShouldBe(StreamOutcome.Cancelled);
        report.Reason.ShouldBe("the deadline ended the stream");
    }

    [Theory]
    [InlineData("per-event", 1)]
    [InlineData("per-event", 100)]
    [InlineData("batch", 1)]
    [InlineData("batch", 100)]
    public async Task A_slow_answer_completes_within_the_deadline_or_is_cut_at_it(string mode, int paceMilliseconds)
    {
        using var function = new LocalFunction(
            request => RightAnswer(request) with { Pace = TimeSpan.FromMilliseconds(paceMilliseconds) });
        var isInTime = paceMilliseconds == 1;
        var observer = new RecordingObserver();

        var report = await RunAsync(function.Url, mode, observer, isInTime ? Patient : Short, events: 1);

        report.Outcome.ShouldBe(isInTime ? StreamOutcome.Completed : StreamOutcome.Cancelled, report.Reason);
        observer.Outputs.Count.ShouldBe(isInTime ? 1 : 0);
    }

    [Fact]
    public async Task More_bytes_than_the_length_says_are_wrong_bytes_and_not_a_hang()
    {
        using var function = new LocalFunction(
            request => LocalAnswer.Of(200, Streams.Grey(request.Body), claimed: 10));
        var observer = new RecordingObserver();

        var report = await RunAsync(function.Url, "per-event", observer, Patient);

        report.Outcome.ShouldBeOneOf(StreamOutcome.Completed, StreamOutcome.Failed);
        observer.Outputs.ShouldAllBe(output => output.Payload.Length == 10);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_at_its_bound()
    {
        using var function = new LocalFunction(
            _ => LocalAnswer.Of(200, new byte[17 * 1024 * 1024], claimed: int.MaxValue));

        var report = await RunAsync(function.Url, "per-event", new RecordingObserver(), Patient, events: 1);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain("buffer");
    }

    [Theory]
    [InlineData("\x05\0\0\0\x04hello", "an event of 5 bytes")]
    [InlineData("\x05\0\0\0\x07hello", "a frame of type 7")]
    [InlineData("\xff\xff\xff\x7f\x04", "an event of")]
    [InlineData("\x05\0\0", "a body ends after")]
    public async Task A_batch_answer_that_is_not_framed_is_a_reason(string body, string reason)
    {
        using var function = new LocalFunction(
            _ => LocalAnswer.Of(200, System.Text.Encoding.Latin1.GetBytes(body)));

        var report = await RunAsync(function.Url, "batch", new RecordingObserver(), Patient);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain(reason, Case.Insensitive);
    }

    [Theory]
    [InlineData("per-event")]
    [InlineData("batch")]
    public async Task The_bearer_token_goes_to_the_function_and_into_no_reason(string mode)
    {
        Environment.SetEnvironmentVariable(Variable, Secret);
        using var function = new LocalFunction(request => LocalAnswer.Of(
            401, $"you sent {request.Headers["authorization"]}, and {Uri.EscapeDataString(Secret)}"));
        await using var system = SystemOf(function.Url, mode, ("auth", "bearer"), ("token", Variable));
        await system.DeployAsync(_cancellation);

        var report = await Streams.RunAsync(system, new RecordingObserver(), Events, Patient);

        report.Reason.ShouldBe("HTTP 401: you sent Bearer ***, and ***");
    }

    [Fact]
    public async Task A_token_that_is_not_there_is_told_at_deployment_by_the_variables_name()
    {
        await using var system = SystemOf(
            "http://127.0.0.1:1/", "per-event", ("auth", "bearer"), ("token", "EVAL_TESTS_NO_SUCH"));

        var missing = await Should.ThrowAsync<SystemUnavailableException>(system.DeployAsync(_cancellation));

        missing.Message.ShouldContain("EVAL_TESTS_NO_SUCH");
    }

    private static LocalAnswer RightAnswer(LocalRequest request)
    {
        if (request.Headers.ContainsKey("ce-sequence"))
        {
            return LocalAnswer.Of(200, Streams.Grey(request.Body));
        }

        var outputs = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var item in EventBody.Decode(request.Body))
        {
            EventBody.Write(outputs, new StreamEvent(item.Sequence, Streams.Grey(item.Payload.ToArray())));
        }

        return LocalAnswer.Of(200, outputs.WrittenSpan.ToArray());
    }

    private async Task<StreamReport> RunAsync(
        string url, string mode, RecordingObserver observer, TimeSpan deadline, int events = Events)
    {
        await using var system = SystemOf(url, mode);
        await system.DeployAsync(_cancellation);
        return await Streams.RunAsync(system, observer, events, deadline);
    }

    private static ISystemUnderTest SystemOf(string url, string mode, params (string, string)[] keys) =>
        Streams.SystemOf("http-function", Path.GetTempPath(), [("url", url), ("mode", mode), .. keys]);
}
