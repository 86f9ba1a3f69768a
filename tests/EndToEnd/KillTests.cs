using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>SIGKILL of the harness at random moments of a whole run, from the start of its process to its last file,
/// then <c>resume</c>: the same trials as without it, each once, and every file whole.</summary>
public sealed class KillTests
{
    private const int Repetitions = 4;

    // A run may take longer than the one that was timed.
    private const double Beyond = 1.1;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>One kill in each equal part of the time that an undisturbed run takes, at a random place in it: the
    /// tables and the figures at a run's end get their share.</summary>
    [Fact]
    public async Task A_killed_run_is_finished_by_resume()
    {
        var seed = Scale.Seed();
        TestContext.Current.TestOutputHelper?.WriteLine($"EVAL_SEED={seed}");
        var random = new Random(seed);
        using var scratch = new ScratchFolder();
        var file = scratch.At("short.yaml");
        await File.WriteAllTextAsync(file, Scenario, _cancellation);
        var wholeMs = await TimeAsync(scratch, file);
        var (points, found) = (Scale.Of(100), new List<string>());
        for (var point = 0; point < points; point++)
        {
            var directory = scratch.At(FormattableString.Invariant($"run {point}"));
            var killMs = (int)(wholeMs * Beyond * (point + random.NextDouble()) / points);
            await KillAsync(scratch, file, directory, killMs);
            found.Add(FoundIn(directory));

            var said = await FinishAsync(scratch, file, directory);

            CheckTrials(directory, said);
            await VerifyAsync(scratch, directory);
            Directory.Delete(directory, recursive: true);
        }

        foreach (var state in found.CountBy(state => state))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"killed {state.Key}: {state.Value}");
        }

        found.ShouldContain(state => state != "before its manifest", $"all of {wholeMs} ms went by before the run");
    }

    /// <summary>The last manifest and its hash are two files: a kill between them leaves the hash of the first
    /// manifest.</summary>
    [Fact]
    public async Task A_kill_between_the_manifest_and_its_hash_is_mended_by_resume()
    {
        using var scratch = new ScratchFolder();
        var (file, directory) = (scratch.At("short.yaml"), scratch.At("run"));
        await File.WriteAllTextAsync(file, Scenario, _cancellation);
        _ = await TimeAsync(scratch, file);
        File.Delete(Path.Combine(directory, "derived.json"));
        Directory.Delete(Path.Combine(directory, "figures"), recursive: true);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "manifest.sha256"), $"{new string('0', 64)}  manifest.json\n", _cancellation);

        var said = await FinishAsync(scratch, file, directory);

        CheckTrials(directory, said);
        await VerifyAsync(scratch, directory);
    }

    private static string Scenario => $$"""
        schema: 1
        name: short
        seed: 7
        workload: { kind: video, rate: 200/s, width: 8, height: 8, distinct: 2 }
        function: grayscale
        durations: [20ms, 40ms]
        repetitions: {{Repetitions}}
        pause: 0s
        systems:
          - { name: loop, kind: loopback }
          - { name: known, kind: known-answer, coldStart: 5ms, perEvent: 1ms }
        """;

    /// <summary>How long a run takes that nobody kills, milliseconds; it is left in <c>run</c>.</summary>
    private async Task<double> TimeAsync(ScratchFolder scratch, string file)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var cli = CliProcess.Start(scratch.Path, "run", file, "--out", scratch.At("run"));
        var result = await cli.EndAsync(_cancellation);
        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private async Task KillAsync(ScratchFolder scratch, string file, string directory, int milliseconds)
    {
        using var cli = CliProcess.Start(scratch.Path, "run", file, "--out", directory);
        await Task.Delay(milliseconds, _cancellation);
        cli.Kill();
        await cli.EndAsync(_cancellation);
    }

    /// <summary>What the kill has left.</summary>
    private static string FoundIn(string directory)
    {
        bool Has(string file) => File.Exists(Path.Combine(directory, file));
        return !Has("manifest.json") ? "before its manifest"
            : Has("derived.json") ? "at its end"
            : Has("timeseries.csv") ? "among derived files"
            : Has("events.csv") || Has("events.csv.partial") ? "among raw tables"
            : "among trials";
    }

    /// <summary>Resumes it; where there is no manifest nothing has been measured, and resume says so, and the same
    /// folder takes a new run.</summary>
    private async Task<string> FinishAsync(ScratchFolder scratch, string file, string directory)
    {
        var exists = File.Exists(Path.Combine(directory, "manifest.json"));
        using var resume = CliProcess.Start(scratch.Path, "resume", directory);
        var result = await resume.EndAsync(_cancellation);
        if (!exists)
        {
            result.ExitCode.ShouldBe(2, result.Said);
            result.Errors.ShouldContain("holds no run");
            using var again = CliProcess.Start(scratch.Path, "run", file, "--out", directory);
            result = await again.EndAsync(_cancellation);
        }

        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        return result.Said;
    }

    private async Task VerifyAsync(ScratchFolder scratch, string directory)
    {
        using var verify = CliProcess.Start(scratch.Path, "verify", directory);
        var verified = await verify.EndAsync(_cancellation);
        verified.ExitCode.ShouldBe(0, verified.Said);
        Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .ShouldAllBe(path => !path.EndsWith(".partial") && !path.EndsWith(".lock"));
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
            from duration in (string[])["20ms", "40ms"]
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
