using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>A disk that fills up somewhere in a run: before its first file, in the middle, or at its last tables.
/// </summary>
public sealed class DiskFullTests
{
    // Forty trials of about 3 KB each, and as much again in tables, never fit.
    private const int Repetitions = 10;
    private const int LeastKibibytes = 8;
    private const int MostKibibytes = 128;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_run_fails_what_was_there_stays_and_no_line_is_torn()
    {
        var seed = Scale.Seed();
        TestContext.Current.TestOutputHelper?.WriteLine($"EVAL_SEED={seed}");
        var random = new Random(seed);
        using var scratch = new ScratchFolder();
        var file = Loopback.Write(scratch, Repetitions);
        for (var size = 0; size < Scale.Of(50); size++)
        {
            var kibibytes = random.Next(LeastKibibytes, MostKibibytes);
            using var disk = SmallDisk.Mount(kibibytes);
            await File.WriteAllTextAsync(disk.At("older.csv"), "precious\n", _cancellation);
            using var cli = CliProcess.Start(scratch.Path, "run", file, "--out", disk.At("run"));

            var result = await cli.EndAsync(_cancellation);

            result.ExitCode.ShouldNotBe(0, $"{kibibytes} KiB: {result.Said}");
            (await File.ReadAllTextAsync(disk.At("older.csv"), _cancellation)).ShouldBe("precious\n");
            await CheckAsync(disk.At("run"));
        }
    }

    private async Task CheckAsync(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }

        Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .ShouldAllBe(path => !path.EndsWith(".partial") && !path.EndsWith(".lock"));
        var journal = Path.Combine(directory, "journal.jsonl");
        var text = File.Exists(journal) ? await File.ReadAllTextAsync(journal, _cancellation) : "";
        (text.Length == 0 || text.EndsWith('\n')).ShouldBeTrue();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonDocument.Parse(line).Dispose();
        }
    }
}
