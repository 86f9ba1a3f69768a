using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: every number that is committed is the one that this code derives from the stored trials. Method: the
/// journal of each committed run alone is analyzed anew, and every table, byte for byte, compared with the committed
/// one. Pictures are left out: they depend on the machine's fonts.</summary>
public sealed class CommittedResultTests
{
    private static readonly string[] Raw = ["manifest.json", "manifest.sha256", "journal.jsonl"];
    private static readonly string[] Tables = [".csv", ".md", ".tex"];

    /// <summary>Every run of measured trials, by scenario and time.</summary>
    public static TheoryData<string> Runs =>
    [
        .. Directory.GetDirectories(Results).SelectMany(Directory.GetDirectories)
            .Where(run => File.Exists(Path.Combine(run, "journal.jsonl")))
            .Select(run => Path.GetRelativePath(Results, run)),
    ];

    private static string Results => Path.Combine(Checkout.Root, "Results");

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Its_tables_are_those_that_analyze_writes(string run)
    {
        using var scratch = new ScratchFolder();
        var (committed, again) = (Path.Combine(Results, run), scratch.At(Path.GetFileName(run)));
        Directory.CreateDirectory(again);
        foreach (var name in Raw)
        {
            File.Copy(Path.Combine(committed, name), Path.Combine(again, name));
        }

        using var cli = CliProcess.Start(scratch.Path, "analyze", again);
        var analyzed = await cli.EndAsync(TestContext.Current.CancellationToken);

        analyzed.ExitCode.ShouldBe(0, analyzed.Said);
        var derived = DerivedIn(again);
        DerivedIn(committed).ShouldBe(derived);
        foreach (var table in derived.Where(name => Tables.Contains(Path.GetExtension(name))))
        {
            var isSame = File.ReadAllBytes(Path.Combine(again, table))
                .SequenceEqual(File.ReadAllBytes(Path.Combine(committed, table)));
            isSame.ShouldBeTrue($"{table} is not what analyze writes: analyze {run} again, and commit it");
        }
    }

    /// <summary>The names of what was derived, as the run itself lists them.</summary>
    private static string[] DerivedIn(string run) =>
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(run, "derived.json")))!["sha256"]!.AsObject()
            .Select(file => file.Key),
    ];
}
