using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>SIGKILL of the harness at random moments, then <c>resume</c>: the same trials as without it, each once, and
/// every file whole.</summary>
public sealed class KillTests
{
    private const int Repetitions = 4;

    // From before the first trial until after the last.
    private const int LatestKillMs = 5_000;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_run_is_finished_by_resume()
    {
        var seed = Scale.Seed();
        TestContext.Current.TestOutputHelper?.WriteLine($"EVAL_SEED={seed}");
        var random = new Random(seed);
        using var scratch = new ScratchFolder();
        var file = Loopback.Write(scratch, Repetitions);
        for (var point = 0; point < Scale.Of(100); point++)
        {
            var directory = scratch.At(FormattableString.Invariant($"run {point}"));
            await KillAsync(scratch, file, directory, random.Next(LatestKillMs));
            if (!File.Exists(Path.Combine(directory, "manifest.json")))
            {
                continue;
            }

            using var cli = CliProcess.Start(scratch.Path, "resume", directory);
            var result = await cli.EndAsync(_cancellation);

            result.ExitCode.ShouldBeOneOf(0, 4);
            CheckTrials(directory, result.Said);
            using var verify = CliProcess.Start(scratch.Path, "verify", directory);
            var verified = await verify.EndAsync(_cancellation);
            verified.ExitCode.ShouldBe(0, verified.Said);
            Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
                .ShouldAllBe(path => !path.EndsWith(".partial") && !path.EndsWith(".lock"));
        }
    }

    private async Task KillAsync(ScratchFolder scratch, string file, string directory, int milliseconds)
    {
        using var cli = CliProcess.Start(scratch.Path, "run", file, "--out", directory);
        await Task.Delay(milliseconds, _cancellation);
        cli.Kill();
        await cli.EndAsync(_cancellation);
    }

    /// <summary>Every first attempt of every cell and block is there, each trial once, and a repeated one follows an
    /// invalid one.</summary>
    private static void CheckTrials(string directory, string said)
    {
        var ids = File.ReadLines(Path.Combine(directory, "journal.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("trial"))
            .Select(trial => trial.GetProperty("trialId").GetString()!)
            .ToList();
        ids.ShouldBeUnique(said);
        var expected =
            from block in Enumerable.Range(0, Repetitions)
            from system in (string[])["loop", "known"]
            from duration in (string[])["100ms", "200ms"]
            select FormattableString.Invariant($"b{block:000}-{system}-{duration}-a1");
        ids.Where(id => id.EndsWith("-a1", StringComparison.Ordinal)).ShouldBe(expected, ignoreOrder: true, said);
        var rows = Csv.Read(Path.Combine(directory, "trials.csv"));
        rows.Select(row => row["trial_id"]).ShouldBe(ids, said);
        foreach (var again in rows.Where(row => row["attempt"] != "1"))
        {
            var before = again["trial_id"][..^1] + (int.Parse(again["attempt"]) - 1);
            rows.Single(row => row["trial_id"] == before)["valid"].ShouldBe("false");
        }
    }
}
