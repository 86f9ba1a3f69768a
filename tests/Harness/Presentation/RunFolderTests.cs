using Eval.Harness.Analysis;
using System.Text.Json;
using Eval.Harness.Presentation;
using Eval.Harness.Presentation.Storage;
using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation;

/// <summary>Goal: the folder is the contract's. Method: write a sample run into a temporary one.</summary>
public sealed class RunFolderTests
{
    [Fact]
    public void A_whole_run_gives_the_contracts_files_and_hashes_that_hold()
    {
        using var temporary = new TemporaryFolder();
        var run = SampleRun.Create();
        var folder = RunFolder.Create(temporary.Path, run.Scenario.Name, run.Manifest.RunId);
        Fill(folder, run);

        Directory.GetFileSystemEntries(folder.Directory).Select(Path.GetFileName).ShouldBe(
        [
            "comparisons.csv", "derived.json", "estimates.csv", "events.csv", "figures", "journal.jsonl",
            "manifest.json", "manifest.sha256", "phases.csv", "report.html", "report.md", "tables", "timeseries.csv",
            "trace.json", "trials.csv",
        ],
        ignoreOrder: true);
        var manifest = RunFolder.Open(folder.Directory).ReadManifest();
        manifest.Sha256.Keys.ShouldBe(["events.csv", "journal.jsonl", "phases.csv", "trials.csv"]);
        Json(manifest).ShouldBe(Json(run.Manifest with { Sha256 = manifest.Sha256 }));
        var derived = Derived(folder);
        derived.Sha256.Count.ShouldBe(36);
        foreach (var (file, hash) in manifest.Sha256.Concat(derived.Sha256))
        {
            ContentHash.OfFile(Path.Combine(folder.Directory, file)).ShouldBe(hash, file);
        }

        File.ReadAllText(Path.Combine(folder.Directory, "manifest.sha256"))
            .ShouldBe($"{derived.ManifestSha256}  manifest.json\n");
    }

    [Fact]
    public void Writing_what_is_derived_again_gives_the_same_bytes_and_leaves_the_raw_files()
    {
        using var temporary = new TemporaryFolder();
        var run = SampleRun.Create();
        var folder = RunFolder.CreateAt(temporary.At("out"));
        Fill(folder, run);
        var (before, raw) = (Derived(folder), folder.ReadManifest());

        folder.WriteDerived(run, [new TimeSeriesPoint("s", SampleRun.T0, 1, 1, 0)]);

        Json(Derived(folder)).ShouldBe(Json(before));
        foreach (var (file, hash) in raw.Sha256)
        {
            ContentHash.OfFile(Path.Combine(folder.Directory, file)).ShouldBe(hash, file);
        }
    }

    [Fact]
    public void A_killed_run_keeps_its_manifest_and_trials()
    {
        using var temporary = new TemporaryFolder();
        var run = SampleRun.Create();
        var folder = RunFolder.CreateAt(temporary.At("out"));
        folder.SaveManifest(run.Manifest);
        using (var journal = folder.OpenJournal())
        {
            journal.Append(run.Measures[0].Timeline);
        }

        File.AppendAllText(Path.Combine(folder.Directory, "journal.jsonl"), "{\"trial\":");
        var opened = RunFolder.Open(folder.Directory);

        opened.ReadManifest().ScenarioText.ShouldBe(run.Manifest.ScenarioText);
        opened.ReadJournal().ShouldHaveSingleItem().Trial.TrialId.ShouldBe(run.Measures[0].Timeline.Trial.TrialId);
    }

    [Fact]
    public void Redrawing_replaces_the_figures_alone()
    {
        using var temporary = new TemporaryFolder();
        var run = SampleRun.Create();
        var folder = RunFolder.CreateAt(temporary.At("out"));
        Fill(folder, run);
        var before = Json(Derived(folder));
        File.Delete(Path.Combine(folder.Directory, "figures", "timeline.svg"));

        folder.Redraw(run).ShouldContain("figures/timeline.svg");

        Json(Derived(folder)).ShouldBe(before);
        RunVerification.Check(folder.Directory).ShouldAllBe(check => check.Problem == null);
    }

    [Fact]
    public void A_folder_has_one_writer_at_a_time()
    {
        using var temporary = new TemporaryFolder();
        var folder = RunFolder.CreateAt(temporary.At("out"));
        using (folder.Lock())
        {
            Should.Throw<RunFolderException>(() => folder.Lock()).Message.ShouldContain("in use");
        }

        folder.Lock().Dispose();
        Directory.GetFiles(folder.Directory).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_holds_anything_is_refused()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.At("notes.txt"), "mine");

        Should.Throw<RunFolderException>(() => RunFolder.CreateAt(temporary.Path)).Message.ShouldContain("not empty");
        Should.Throw<RunFolderException>(() => RunFolder.CreateAt(temporary.At("notes.txt"))).Message
            .ShouldContain("is a file");
        Should.Throw<RunFolderException>(() => RunFolder.Open(temporary.Path)).Message.ShouldContain("no run");
        File.ReadAllText(temporary.At("notes.txt")).ShouldBe("mine");
    }

    private static void Fill(RunFolder folder, Eval.Harness.Model.Run run)
    {
        folder.SaveManifest(run.Manifest);
        using (var journal = folder.OpenJournal())
        {
            foreach (var measure in run.Measures)
            {
                journal.Append(measure.Timeline);
            }
        }

        folder.WriteRaw(run);
        folder.WriteDerived(run, [new TimeSeriesPoint("s", SampleRun.T0, 1, 1, 0)]);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, RecordJson.Indented);

    private static DerivedFiles Derived(RunFolder folder) => JsonSerializer.Deserialize<DerivedFiles>(
        File.ReadAllBytes(Path.Combine(folder.Directory, "derived.json")), RecordJson.Indented)!;

    /// <summary>Goal: a record that somebody has edited is the folder's mistake, told with its line, and no failure of
    /// the harness. Method: a whole line that is no trial in the journal, and no session in the checkpoint.</summary>
    [Fact]
    public void A_damaged_journal_or_checkpoint_is_told_with_its_line()
    {
        using var temporary = new TemporaryFolder();
        var folder = RunFolder.CreateAt(temporary.At("run"));
        File.WriteAllText(temporary.At("run/journal.jsonl"), "[]\n");
        File.WriteAllText(temporary.At("run/checkpoint.jsonl"), "{\n");

        Should.Throw<RunFolderException>(folder.ReadJournal).Message.ShouldContain("journal.jsonl:1: ");
        Should.Throw<RunFolderException>(() => folder.OpenCheckpoint<string>().Dispose())
            .Message.ShouldContain("checkpoint.jsonl:1: ");
    }
}
