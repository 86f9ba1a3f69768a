using System.Text;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Functions by URL as a user measures them: right ones are upper bounds, wrong ones rows with a reason, and
/// the secret is nowhere.</summary>
public sealed class HttpFunctionTests
{
    private const string Variable = "EVAL_TESTS_TOKEN";
    private const string Secret = "t0p-s3cret.of/these+tests==";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_way_to_go_wrong_is_a_row_with_its_reason_and_no_file_holds_the_secret()
    {
        using var scratch = new ScratchFolder();
        using var function = new LocalFunction(AnswerAsync);
        var scenario = scratch.At("urls.yaml");
        await File.WriteAllTextAsync(scenario, Scenario(function.Url), _cancellation);
        var directory = scratch.At("run");
        using var cli = CliProcess.StartWith(
            scratch.Path, Environment(), "dotnet", Checkout.Cli, "run", scenario, "--out", directory);

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(4, result.Said);
        var trials = Csv.Read(Path.Combine(directory, "trials.csv")).ToLookup(row => row["system"]);
        foreach (var trial in trials["right"])
        {
            (trial["outcome"], trial["output_ok"]).ShouldBe(("completed", "true"));
            (trial["valid"] == "true" || trial["invalid_reasons"].Contains("generator-late"))
                .ShouldBeTrue(trial["invalid_reasons"]);
            (trial["stamps"], trial["cold"], trial["instances"]).ShouldBe(("boundary", "", ""));
        }

        trials["wrong bytes"].ShouldAllBe(trial => trial["valid"] == "false"
            && trial["invalid_reasons"].Contains("output-wrong"));
        trials["expired"].ShouldAllBe(trial => trial["outcome"] == "failed"
            && trial["outcome_reason"].Contains("HTTP 401: Bearer *** has expired"));
        trials["silent"].ShouldAllBe(trial => trial["outcome"] == "cancelled");
        trials["nobody"].ShouldAllBe(trial => trial["outcome_reason"].Contains("refused"));
        trials.Count.ShouldBe(6);
        (await File.ReadAllTextAsync(Path.Combine(directory, "report.md"), _cancellation)).ShouldContain("| ≤ ");
        var compared = Csv.Read(Path.Combine(directory, "comparisons.csv"));
        compared.ShouldAllBe(row => row["system_a"] != "loopback" && row["system_b"] != "loopback");
        NothingHolds(Secret, directory);
        result.Said.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_credential_that_is_missing_is_exit_2_before_the_first_trial()
    {
        using var scratch = new ScratchFolder();
        using var function = new LocalFunction(AnswerAsync);
        foreach (var (auth, wanted) in new[]
        {
            ("auth: bearer, token: EVAL_TESTS_NO_TOKEN", "EVAL_TESTS_NO_TOKEN"),
            ("auth: google-id-token", "no Google id token for"),
        })
        {
            var scenario = scratch.At("missing.yaml");
            await File.WriteAllTextAsync(
                scenario, Head + $"  - {{ name: a, kind: http-function, url: '{function.Url}', {auth} }}\n",
                _cancellation);
            var environment = Environment();
            environment["GOOGLE_APPLICATION_CREDENTIALS"] = scratch.At("no-such-file.json");
            using var cli = CliProcess.StartWith(
                scratch.Path, environment, "dotnet", Checkout.Cli, "run", scenario, "--out", scratch.At("run"));

            var result = await cli.EndAsync(_cancellation);

            result.ExitCode.ShouldBe(2, result.Said);
            result.Errors.ShouldContain(wanted);
        }

        function.Requests.ShouldBe(0);
    }

    private const string Head =
        """
        schema: 1
        name: urls
        seed: 7
        workload: { kind: video, rate: 4/s, width: 16, height: 12, distinct: 4 }
        function: grayscale
        durations: [1s]
        repetitions: 1
        pause: 10ms
        deadline: 1s
        systems:

        """;

    private static string Scenario(string url) => Head +
        $"""
          - name: loopback
            kind: loopback
          - name: right
            kind: http-function
            url: {url}right
            auth: bearer
            token: {Variable}
          - name: wrong bytes
            kind: http-function
            url: {url}wrong
          - name: expired
            kind: http-function
            url: {url}expired
            auth: bearer
            token: {Variable}
          - name: silent
            kind: http-function
            url: {url}silent
          - name: nobody
            kind: http-function
            url: {LocalFunction.UnreachableUrl()}

        """;

    private static Dictionary<string, string> Environment() => new(
        from name in new[] { "PATH", "HOME", "DOTNET_ROOT" }
        let value = System.Environment.GetEnvironmentVariable(name)
        where value is not null
        select KeyValuePair.Create(name, value))
    {
        [Variable] = Secret,
    };

    private static async Task<LocalAnswer> AnswerAsync(LocalRequest request)
    {
        var authorization = request.Headers.GetValueOrDefault("authorization");
        switch (request.Path)
        {
            case "/right" when authorization == $"Bearer {Secret}":
                return LocalAnswer.Of(200, Grey(request.Body));
            case "/wrong":
                return LocalAnswer.Of(200, request.Body);
            case "/expired":
                return LocalAnswer.Of(401, $"{authorization} has expired");
            case "/silent":
                await Task.Delay(Timeout.Infinite);
                return LocalAnswer.Of(200, []);
            default:
                return LocalAnswer.Of(404, []);
        }
    }

    private static byte[] Grey(byte[] frame) =>
        [.. frame.Chunk(3).SelectMany(pixel => Enumerable.Repeat((byte)(pixel.Sum(part => part) / 3), 3))];

    private static void NothingHolds(string secret, string directory)
    {
        var needle = Encoding.UTF8.GetBytes(secret);
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(10);
        files.Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(needle) >= 0).ShouldBeEmpty();
    }
}
