using Eval.Harness.Analysis;
using Eval.Harness.Presentation;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation;

/// <summary>Goal: no change of a run folder stays unseen. Method: a small sample run, in which bytes are flipped at
/// random.</summary>
public sealed class RunVerificationTests
{
    [Fact]
    public void A_folder_as_it_was_written_is_right()
    {
        using var temporary = new TemporaryFolder();
        var checks = RunVerification.Check(Filled(temporary).Directory);
        checks.ShouldAllBe(check => check.Problem == null);
        checks.Select(check => check.File).ShouldContain("journal.jsonl");
        checks.Select(check => check.File).ShouldContain("figures/processing-overhead.pdf");
    }

    /// <summary>10,000 random flips at full scale, each of which must be found.</summary>
    [Fact]
    public void Every_flipped_byte_is_found()
    {
        using var temporary = new TemporaryFolder();
        var directory = Filled(temporary).Directory;
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories);
        var seed = Scale.Seed();
        TestContext.Current.TestOutputHelper?.WriteLine($"EVAL_SEED={seed}");
        var random = new Random(seed);
        for (var flip = 0; flip < Scale.Of(10_000); flip++)
        {
            var file = files[random.Next(files.Length)];
            var before = Flip(file, random, out var at);
            RunVerification.Check(directory).ShouldContain(
                check => check.Problem != null, $"byte {at} of {file}, seed {seed}");
            WriteByte(file, at, before);
        }

        RunVerification.Check(directory).ShouldAllBe(check => check.Problem == null);
    }

    [Fact]
    public void A_missing_file_is_told_by_its_name()
    {
        using var temporary = new TemporaryFolder();
        var directory = Filled(temporary).Directory;
        File.Delete(Path.Combine(directory, "trials.csv"));
        RunVerification.Check(directory).Single(check => check.Problem != null)
            .ShouldBe(new FileCheck("trials.csv", "missing or unreadable"));
    }

    [Fact]
    public void A_run_that_was_killed_has_not_ended()
    {
        using var temporary = new TemporaryFolder();
        var folder = RunFolder.CreateAt(temporary.At("run"));
        folder.SaveManifest(SampleRun.Create().Manifest);
        RunVerification.Check(folder.Directory).ShouldContain(
            check => check.Problem != null && check.Problem.Contains("resume it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_not_followed()
    {
        using var temporary = new TemporaryFolder();
        var folder = RunFolder.CreateAt(temporary.At("run"));
        folder.SaveManifest(SampleRun.Create().Manifest with
        {
            Sha256 = new Dictionary<string, string> { ["../secret"] = new string('0', 64) },
        });
        RunVerification.Check(folder.Directory).ShouldContain(new FileCheck("../secret", "lies outside the folder"));
    }

    private static byte Flip(string file, Random random, out long at)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        at = random.NextInt64(stream.Length);
        stream.Seek(at, SeekOrigin.Begin);
        var before = (byte)stream.ReadByte();
        stream.Seek(at, SeekOrigin.Begin);
        stream.WriteByte((byte)(before ^ random.Next(1, 256)));
        return before;
    }

    private static void WriteByte(string file, long at, byte value)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Seek(at, SeekOrigin.Begin);
        stream.WriteByte(value);
    }

    private static RunFolder Filled(TemporaryFolder temporary)
    {
        var run = SampleRun.Create(durations: 1, trials: 1);
        var folder = RunFolder.CreateAt(temporary.At("run"));
        folder.SaveManifest(run.Manifest);
        using (var journal = folder.OpenJournal())
        {
            journal.Append(run.Measures[0].Timeline);
        }

        run = run with { Manifest = folder.WriteRaw(run) };
        folder.WriteDerived(run, [new TimeSeriesPoint("s", SampleRun.T0, 1, 1, 0)]);
        return folder;
    }
}
