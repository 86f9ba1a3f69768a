using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>A checkout that cannot be written, no HOME, spaces in paths, no terminal, another culture.</summary>
public sealed class BareEnvironmentTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_built_program_works_from_a_read_only_checkout()
    {
        using var scratch = new ScratchFolder();
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["LANG"] = "de_DE.UTF-8",
            ["LC_ALL"] = "de_DE.UTF-8",
            ["EVAL_CACHE"] = scratch.At("cache of hosts"),
        };

        // Each kind of host is compiled from nothing here, which takes most of the time.
        string[] systems = ["loopback", "stream-function", .. Scale.IsFull ? (string[])["faas", "batch"] : []];

        // Root may write everywhere, so the checkout is mounted read-only in a mount namespace of this process alone.
        const string script = """
            mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && ! touch "$0/x" 2>/dev/null && exec "$@"
            """;
        using var cli = CliProcess.StartWith(
            scratch.Path, environment, "unshare",
            "--user", "--map-root-user", "--mount", "sh", "-c", script, Checkout.Root,
            "dotnet", Checkout.Cli, "run", Checkout.Scenario("smoke.yaml"), "--systems", string.Join(',', systems),
            "--out", scratch.At("the run"));

        var result = await cli.EndAsync(_cancellation);

        var trials = MeasuredRun.Trials(scratch.At("the run"), result);
        trials.Select(row => row["system"]).Distinct().ShouldBe(systems, ignoreOrder: true);
        trials.ShouldAllBe(row => row["duration_s"] == "0.5");
    }
}
