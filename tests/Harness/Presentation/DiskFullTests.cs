using System.Text.Json;
using Eval.Harness.Analysis;
using Eval.Harness.Presentation;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation;

/// <summary>Goal: a full disk costs what did not fit, and nothing else. Method: a run is written to small file systems
/// in memory, of random sizes, of which none holds all of it, beside an older run.</summary>
public sealed class DiskFullTests
{
    private const int LeastKibibytes = 64;
    private const int AmpleKibibytes = 12_000;
    private const int PageBytes = 4_096;

    // Directories take room as well.
    private const double MostOfAll = 0.9;

    [Fact]
    public void Older_results_stay_and_no_line_is_torn()
    {
        var seed = Scale.Seed();
        TestContext.Current.TestOutputHelper?.WriteLine($"EVAL_SEED={seed}");
        var random = new Random(seed);
        var most = (int)(MostOfAll * KibibytesOfAll());
        for (var size = 0; size < Scale.Of(50); size++)
        {
            using var disk = SmallDisk.Mount(random.Next(LeastKibibytes, most));
            File.WriteAllText(disk.At("older.csv"), "precious\n");
            Fits(disk.At("run")).ShouldBeFalse();

            File.ReadAllText(disk.At("older.csv")).ShouldBe("precious\n");
            CheckFiles(disk.At("run"));
        }
    }

    /// <summary>What was derived before is replaced file by file: whole, or as it was.</summary>
    [Fact]
    public void Derived_files_of_before_stay_whole()
    {
        using var disk = SmallDisk.Mount(AmpleKibibytes);
        Fits(disk.At("run")).ShouldBeTrue();
        var before = Hashes(disk.At("run"));
        FillUp(disk.At("ballast"));

        var run = SampleRun.Create();
        Should.Throw<IOException>(() => RunFolder.Open(disk.At("run"))
            .WriteDerived(run, [new TimeSeriesPoint("s", SampleRun.T0, 1, 1, 0)]));

        Hashes(disk.At("run")).ShouldBe(before, ignoreOrder: true);
    }

    private static int KibibytesOfAll()
    {
        using var disk = SmallDisk.Mount(AmpleKibibytes);
        Fits(disk.At("run")).ShouldBeTrue();
        return (int)Directory.GetFiles(disk.At("run"), "*", SearchOption.AllDirectories)
            .Sum(file => (new FileInfo(file).Length + PageBytes - 1) / PageBytes * PageBytes / 1024);
    }

    private static bool Fits(string directory)
    {
        try
        {
            var run = SampleRun.Create(durations: 1);
            var folder = RunFolder.CreateAt(directory);
            folder.SaveManifest(run.Manifest);
            using (var journal = folder.OpenJournal())
            {
                foreach (var measure in run.Measures)
                {
                    journal.Append(measure.Timeline);
                }
            }

            run = run with { Manifest = folder.WriteRaw(run) };
            folder.WriteDerived(run, [new TimeSeriesPoint("s", SampleRun.T0, 1, 1, 0)]);
            return true;
        }
        catch (Exception refused) when (refused is IOException or RunFolderException)
        {
            return false;
        }
    }

    private static void CheckFiles(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(directory, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllText(file);
            switch (Path.GetExtension(file))
            {
                case ".jsonl" or ".csv":
                    (content.Length == 0 || content.EndsWith('\n')).ShouldBeTrue($"{file} is torn");
                    break;
                case ".json":
                    JsonDocument.Parse(content).Dispose();
                    break;
                default:
                    file.ShouldNotEndWith(".partial");
                    break;
            }
        }
    }

    private static void FillUp(string file)
    {
        using var ballast = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        try
        {
            while (true)
            {
                ballast.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    private static string[] Hashes(string directory) =>
    [
        .. Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .Select(file => file + Convert.ToHexString(
                System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))),
    ];
}
