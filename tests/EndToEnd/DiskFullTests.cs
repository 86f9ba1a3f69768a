using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>A disk that fills up in the middle of a run.</summary>
public sealed class DiskFullTests
{
    // Room for the manifest and some trials of about 3 KB each, never for all of them.
    private const int Kibibytes = 48;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_run_fails_what_was_there_stays_and_no_line_is_torn()
    {
        using var scratch = new ScratchFolder();
        using var disk = SmallDisk.Mount(Kibibytes);
        await File.WriteAllTextAsync(disk.At("older.csv"), "precious\n", _cancellation);
        var directory = disk.At("run");
        using var cli = CliProcess.Start(
            scratch.Path, "run", Loopback.Write(scratch, repetitions: 10), "--out", directory);

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(1, result.Said);
        (await File.ReadAllTextAsync(disk.At("older.csv"), _cancellation)).ShouldBe("precious\n");
        Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .ShouldAllBe(path => !path.EndsWith(".partial") && !path.EndsWith(".lock"));
        var journal = await File.ReadAllTextAsync(Path.Combine(directory, "journal.jsonl"), _cancellation);
        (journal.Length == 0 || journal.EndsWith('\n')).ShouldBeTrue();
        foreach (var line in journal.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonDocument.Parse(line).Dispose();
        }
    }
}
