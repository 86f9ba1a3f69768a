using System.Text;
using System.Text.Json;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Latex;
using Eval.Harness.Presentation.Reports;
using Eval.Harness.Presentation.Storage;
using Eval.Harness.Presentation.Tables;
using Eval.Harness.Presentation.Traces;

namespace Eval.Harness.Presentation;

/// <summary>
/// The folder of one run (DESIGN, Section 4). While it runs: <see cref="SaveManifest"/> once, then the journal grows.
/// At its end <see cref="WriteRaw"/>, once; then <see cref="WriteDerived"/>, as often as one likes. </summary>
public sealed class RunFolder
{
    internal const string ManifestFile = "manifest.json";
    internal const string ManifestHashFile = "manifest.sha256";
    internal const string DerivedFile = "derived.json";

    private const string JournalName = "journal.jsonl";
    private const string CheckpointFile = "checkpoint.jsonl";
    private const string LockFile = "run.lock";
    private const string FigureFolder = "figures";

    private RunFolder(string directory) => Directory = directory;

    /// <summary>Its full path.</summary>
    public string Directory { get; }

    /// <summary>Makes <c>RESULTS/SCENARIO/RUN-ID</c>.</summary>
    /// <exception cref="RunFolderException">It holds something already.</exception>
    public static RunFolder Create(string results, string scenario, string runId) =>
        CreateAt(Path.Combine(results, scenario, runId));

    /// <summary>Makes exactly that folder.</summary>
    /// <exception cref="RunFolderException">It holds something already, is a file, or cannot be made.</exception>
    public static RunFolder CreateAt(string directory) => Usable(directory, () =>
    {
        RefuseUnlessEmpty(directory);
        return new RunFolder(System.IO.Directory.CreateDirectory(directory).FullName);
    });

    /// <summary>Checks that results can go there without touching anything.</summary>
    /// <exception cref="RunFolderException">It holds something already, or is a file.</exception>
    public static void RefuseUnlessEmpty(string directory)
    {
        if (File.Exists(directory))
        {
            throw new RunFolderException($"{directory} is a file; give --out a folder that is new or empty");
        }

        if (Usable(directory, () => System.IO.Directory.Exists(Path.GetFullPath(directory))
            && !System.IO.Directory.EnumerateFileSystemEntries(directory).All(IsNothing)))
        {
            throw new RunFolderException(
                $"{directory} is not empty, and results are never overwritten; "
                + "give --out a folder that is new or empty");
        }
    }

    /// <summary>Takes the folder away where nothing was written to it.</summary>
    public void DeleteIfEmpty()
    {
        if (System.IO.Directory.EnumerateFileSystemEntries(Directory).All(IsNothing))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    /// <summary>What a run leaves that was killed before it had a manifest.</summary>
    private static bool IsNothing(string entry) =>
        Path.GetFileName(entry) is LockFile or ManifestFile + AtomicFile.Unfinished;

    /// <summary>Opens the folder of a run.</summary>
    /// <exception cref="RunFolderException">There is no manifest.</exception>
    public static RunFolder Open(string directory)
    {
        var folder = new RunFolder(Usable(directory, () => Path.GetFullPath(directory)));
        return File.Exists(folder.PathOf(ManifestFile))
            ? folder
            : throw new RunFolderException($"{directory} holds no run: there is no {ManifestFile}");
    }

    /// <summary>Keeps others from writing to the folder until it is disposed; a process that is killed lets go of it.
    /// </summary>
    /// <exception cref="RunFolderException">Another process runs or resumes this run.</exception>
    public IDisposable Lock()
    {
        try
        {
            return new FileStream(
                PathOf(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException taken)
        {
            throw new RunFolderException($"{Directory} is in use by another process: {taken.Message}", taken);
        }
    }

    /// <summary>Saves what is known at the run's start, so that a killed run can be read.</summary>
    public void SaveManifest(RunManifest manifest)
    {
        var content = Json(manifest);
        AtomicFile.Write(PathOf(ManifestFile), content);
        AtomicFile.Write(
            PathOf(ManifestHashFile), ManifestHash(content));
    }

    /// <summary>Whether derived files were ever written: before that, the manifest's hash may be that of an earlier
    /// one, since a kill may have come between the two.</summary>
    public bool HasDerived => File.Exists(PathOf(DerivedFile));

    /// <summary>The run goes on: what was derived follows from its trials no longer.</summary>
    public void ForgetDerived() => File.Delete(PathOf(DerivedFile));

    /// <summary>The manifest.</summary>
    /// <exception cref="RunFolderException">It is damaged.</exception>
    public RunManifest ReadManifest()
    {
        try
        {
            return JsonSerializer.Deserialize<RunManifest>(
                File.ReadAllBytes(PathOf(ManifestFile)), RecordJson.Indented) ?? throw new JsonException("null");
        }
        catch (JsonException damage)
        {
            throw new RunFolderException($"{PathOf(ManifestFile)} is damaged: {damage.Message}", damage);
        }
    }

    /// <summary>Opens the journal for appending.</summary>
    /// <param name="isFlushed">Whether a trial is on the disk before the next; what was simulated can be again.</param>
    public Journal<Timeline> OpenJournal(bool isFlushed = true) =>
        JournalFile.Open<Timeline>(PathOf(JournalName), isFlushed);

    /// <summary>The trials so far.</summary>
    /// <exception cref="RunFolderException">The journal is damaged; the message tells the line.</exception>
    public IReadOnlyList<Timeline> ReadJournal() => Undamaged<IReadOnlyList<Timeline>>(
        () => File.Exists(PathOf(JournalName)) ? JournalFile.Read<Timeline>(PathOf(JournalName)) : []);

    /// <summary>Whether a simulation of many sessions has not ended.</summary>
    public bool HasCheckpoint => File.Exists(PathOf(CheckpointFile));

    /// <summary>What a simulation of many sessions has so far; gone once the run is whole.</summary>
    /// <exception cref="RunFolderException">It is damaged; the message tells the line.</exception>
    public Checkpoint<TRecord> OpenCheckpoint<TRecord>() =>
        Undamaged(() => new Checkpoint<TRecord>(PathOf(CheckpointFile)));

    /// <summary>Writes the raw tables and the final manifest with the hashes of all raw files, and gives it. The
    /// journal must be closed.</summary>
    public RunManifest WriteRaw(Run run)
    {
        var raw = run.Fleets.Count > 0
            ? [WriteTable(AggregatesTable.Table, run.Fleets)]
            : (IReadOnlyList<string>)
            [
                JournalName,
                WriteTable(EventsTable.Table, EventsTable.Rows(run)),
                WriteTable(TrialsTable.Table, TrialsTable.Rows(run)),
                WriteTable(PhasesTable.Table, PhasesTable.Rows(run)),
                .. run.Scenario.Faults.Count > 0 ? FaultFiles(run) : [],
            ];
        return WriteManifest(run.Manifest, raw);
    }

    private string[] FaultFiles(Run run) => [WriteTable(FaultsTable.Table, FaultsTable.Rows(run))];

    /// <summary>Writes a break-even map: its sessions as raw file, the rest as derived ones.</summary>
    public void WriteBreakEven(RunManifest manifest, Scenario scenario, BreakEvenMap map)
    {
        var written = WriteManifest(manifest, [WriteTable(BreakEvenSamplesTable.Table, map.Samples)]);
        System.IO.Directory.CreateDirectory(PathOf(FigureFolder));
        var files = new List<string>
        {
            WriteTable(BreakEvenTable.Table, BreakEvenTable.Rows(map)),
            WriteTable(IsoLinesTable.Table, map.IsoLines),
        };
        foreach (var recipe in FigureCatalog.Maps)
        {
            if (recipe.Draw(map) is { } figure)
            {
                files.AddRange(Drawn(recipe, figure, written));
            }
        }

        files.Add(WriteText("report.md", BreakEvenReport.Render(written, scenario, map)));
        WriteDerivedHashes(files);
    }

    private RunManifest WriteManifest(RunManifest draft, IEnumerable<string> raw)
    {
        var manifest = draft with { Sha256 = Hashes(raw.Where(file => File.Exists(PathOf(file)))) };
        SaveManifest(manifest);
        return manifest;
    }

    /// <summary>Writes everything that follows from the raw files; what was there is replaced, file by file.</summary>
    public void WriteDerived(Run run, IEnumerable<TimeSeriesPoint> timeseries)
    {
        var files = new List<string>
        {
            WriteTable(TimeseriesTable.Table, timeseries),
            WriteTable(EstimatesTable.Table, run.Estimates),
            WriteTable(ComparisonsTable.Table, run.Comparisons),
        };
        if (run.Measures.Count > 0)
        {
            AtomicFile.Write(PathOf(RunTrace.FileName), stream => RunTrace.Write(stream, run));
            files.Add(RunTrace.FileName);
        }

        var figures = WriteFigures(run);
        files.AddRange(figures.SelectMany(figure => figure.Files));
        files.AddRange(WriteTexts(run, figures.Select(figure => figure.Recipe)));
        WriteDerivedHashes(files);
    }

    /// <summary>Draws the figures again and writes the reports that hold them; gives the figures' files, and leaves
    /// every other derived file as it is.</summary>
    /// <exception cref="RunFolderException">The list of derived files is damaged.</exception>
    public IReadOnlyList<string> Redraw(Run run)
    {
        var others = File.Exists(PathOf(DerivedFile)) ? ReadDerived().Sha256.Keys : [];
        var figures = WriteFigures(run);
        string[] files = [.. figures.SelectMany(figure => figure.Files)];
        WriteDerivedHashes(others.Where(file => !file.StartsWith(FigureFolder + "/", StringComparison.Ordinal))
            .Concat(files)
            .Union(WriteTexts(run, figures.Select(figure => figure.Recipe))));
        return files;
    }

    /// <summary>The line of manifest.sha256, as sha256sum writes it.</summary>
    internal static byte[] ManifestHash(ReadOnlySpan<byte> manifest) =>
        Encoding.ASCII.GetBytes($"{ContentHash.Of(manifest)}  {ManifestFile}\n");

    private void WriteDerivedHashes(IEnumerable<string> files) => AtomicFile.Write(PathOf(DerivedFile), Json(
        new DerivedFiles(ContentHash.OfFile(PathOf(ManifestFile)), Hashes(files))));

    private DerivedFiles ReadDerived()
    {
        try
        {
            return JsonSerializer.Deserialize<DerivedFiles>(
                File.ReadAllBytes(PathOf(DerivedFile)), RecordJson.Indented) ?? throw new JsonException("null");
        }
        catch (JsonException damage)
        {
            throw new RunFolderException($"{PathOf(DerivedFile)} is damaged: {damage.Message}", damage);
        }
    }

    private static T Usable<T>(string directory, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RunFolderException($"the folder '{directory}' cannot be used: {refused.Message}", refused);
        }
    }

    /// <summary>The figures that the run has something for, each with its files.</summary>
    private List<(IFigureRecipe Recipe, IReadOnlyList<string> Files)> WriteFigures(Run run)
    {
        System.IO.Directory.CreateDirectory(PathOf(FigureFolder));
        var figures = new List<(IFigureRecipe Recipe, IReadOnlyList<string> Files)>();
        foreach (var recipe in FigureCatalog.All)
        {
            if (recipe.Draw(run) is { } figure)
            {
                figures.Add((recipe, [.. Drawn(recipe, figure, run.Manifest)]));
            }
        }

        return figures;
    }

    private IEnumerable<string> Drawn(IFigureRecipe recipe, DrawnFigure figure, RunManifest manifest) =>
        FigureFiles.Write(PathOf(FigureFolder), recipe, figure.MadeBy(manifest.Executor), manifest.RunId)
            .Select(name => $"{FigureFolder}/{name}");

    private List<string> WriteTexts(Run run, IEnumerable<IFigureRecipe> figures)
    {
        System.IO.Directory.CreateDirectory(PathOf("tables"));
        var report = Report.Render(run, figures);
        return
        [
            WriteText("report.md", report),
            WriteText("report.html", HtmlReport.Render(
                report, $"{run.Scenario.Name}: {run.Manifest.RunId}", Content,
                ReportScripts.Section(ReportCharts.Json(run, Content)))),
            WriteText("tables/results.tex", ResultsTabular.Render(run)),
            WriteText("tables/macros.tex", HeadlineMacros.Render(run)),
        ];
    }

    private byte[]? Content(string path) => File.Exists(PathOf(path)) ? File.ReadAllBytes(PathOf(path)) : null;

    private string WriteText(string file, string text)
    {
        AtomicFile.Write(PathOf(file), Encoding.UTF8.GetBytes(text));
        return file;
    }

    private string WriteTable<TRow>(Table<TRow> table, IEnumerable<TRow> rows)
    {
        AtomicFile.Write(PathOf(table.FileName), stream => CsvTable.Write(stream, table, rows));
        return table.FileName;
    }

    private SortedDictionary<string, string> Hashes(IEnumerable<string> files) => new(
        files.ToDictionary(file => file, file => ContentHash.OfFile(PathOf(file))), StringComparer.Ordinal);

    internal static byte[] Json<TRecord>(TRecord value) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, RecordJson.Indented), (byte)'\n'];

    private string PathOf(string file) => Path.Combine(Directory, file);

    private static TRecords Undamaged<TRecords>(Func<TRecords> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException damage)
        {
            throw new RunFolderException(damage.Message, damage);
        }
    }
}
