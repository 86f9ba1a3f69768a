using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Figures;

/// <summary>Goal: every recipe gives pictures that a paper can take. Method: draw a plain and a hostile run, and look
/// at the files; the PNGs stay in the tests' output folder for eyes.</summary>
public sealed class FigureTests
{
    /// <summary>Those of any measured run; figures of simulations and of shards have tests of their own.</summary>
    public static TheoryData<string> Names =>
    [
        .. FigureCatalog.All.Cast<IFigureRecipe>().Concat(FigureCatalog.Pairs).Select(figure => figure.Name)
            .Where(name => name is not ("stream-quantiles" or "shard-scaling")),
    ];

    public static TheoryData<string> BarNames => ["cold-start-penalty", "isolation-ladder", "processing-overhead"];

    [Fact]
    public void Every_figure_of_the_folder_is_found() =>
        FigureCatalog.Descriptions.Select(pair => pair.Key).ShouldBe(
        [
            "break-even", "cold-start-penalty", "comparison", "isolation-ladder", "latency-ecdf",
            "overhead-by-duration", "phases", "price-of-statelessness", "processing-overhead", "resources",
            "shard-scaling",
            "simulated-vs-measured", "stream-quantiles", "timeline",
        ]);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_has_four_files_of_one_columns_width(string name)
    {
        var (folder, files) = Write(name, SampleRun.Create(durations: 3), "plain");

        files.ShouldBe([name + ".csv", name + ".svg", name + ".pdf", name + ".png"]);
        using var png = SKBitmap.Decode(Path.Combine(folder, name + ".png"));
        png.Width.ShouldBe(1000);
        var svg = XDocument.Load(Path.Combine(folder, name + ".svg")).Root!;
        svg.Attribute("width")!.Value.ShouldBe("3.3333in");
        svg.Value.ShouldContain("run sample, data sha256 ");
        svg.Value.ShouldContain("stream-function");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_run_gives_the_same_bytes(string name)
    {
        var (first, files) = Write(name, SampleRun.Create(), "once");
        var (second, _) = Write(name, SampleRun.Create(), "again");

        foreach (var file in files)
        {
            var (once, again) = (Path.Combine(first, file), Path.Combine(second, file));
            File.ReadAllBytes(once).SequenceEqual(File.ReadAllBytes(again)).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void An_upper_bound_says_so_at_its_bar_and_in_the_data()
    {
        var run = SampleRun.Create();
        var outside = run.Measures.Select(measure => measure.Timeline.Trial.System.Name != "faas"
            ? measure
            : measure with
            {
                Timeline = measure.Timeline with
                {
                    Promises = measure.Timeline.Promises with { StampsInFunction = false },
                },
            }).ToList();
        var (folder, _) = Write("cold-start-penalty", SampleRun.From(run.Scenario, outside), "bounds");

        Words(Path.Combine(folder, "cold-start-penalty.svg")).Count(word => word.StartsWith('≤')).ShouldBe(2);
        File.ReadLines(Path.Combine(folder, "cold-start-penalty.csv"))
            .Where(line => line.EndsWith("upper bound: stamps of the boundary", StringComparison.Ordinal))
            .ShouldAllBe(line => line.StartsWith("faas,"));
    }

    [Theory]
    [MemberData(nameof(BarNames))]
    public void A_cell_without_a_valid_trial_keeps_its_place_and_says_so(string name)
    {
        var (folder, _) = Write(name, HostileRun.Create(), "hostile");

        Words(Path.Combine(folder, name + ".svg")).Count(word => word == BarCell.NoValidTrial).ShouldBe(2);
        var csv = File.ReadAllText(Path.Combine(folder, name + ".csv"));
        csv.ShouldStartWith("system,parameters,duration_s,metric,unit,planned,n,median,low,high,interval,note\n");
        csv.Split("no valid trial").Length.ShouldBe(3);
        csv.ShouldContain("\"a|b\nc\",,10,");
    }

    [Fact]
    public void An_overhead_that_is_not_positive_is_named()
    {
        var (folder, _) = Write("processing-overhead", HostileRun.Create(), "negative");

        Words(Path.Combine(folder, "processing-overhead.svg")).ShouldContain("≤ 0: −300 µs");
        File.ReadAllText(Path.Combine(folder, "processing-overhead.csv")).ShouldContain("not positive");
    }

    [Theory]
    [MemberData(nameof(BarNames))]
    public void Many_cells_take_the_pages_width(string name)
    {
        var labels = Enumerable.Range(1, 9).Select(number => $"system-{number}").ToList();
        var (folder, _) = Write(name, SampleRun.Create(durations: 3, labels: labels), "many");

        using var png = SKBitmap.Decode(Path.Combine(folder, name + ".png"));
        png.Width.ShouldBe(2100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_without_estimates_has_no_figure(string name)
    {
        var sample = SampleRun.Create();
        Draw(name, new Run(sample.Manifest, sample.Scenario, [], [], [])).Drawn.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pdf_embeds_truetype_and_no_type_3(string name)
    {
        var pdffonts = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "pdffonts"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(pdffonts is null, "pdffonts is missing: install poppler-utils");
        var (folder, _) = Write(name, SampleRun.Create(), "fonts");

        using var process = Process.Start(new ProcessStartInfo(pdffonts!, [Path.Combine(folder, name + ".pdf")])
        {
            RedirectStandardOutput = true,
        })!;
        var fonts = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        fonts.ShouldNotContain("Type 3");
        fonts.ShouldContain("TrueType");
        fonts.ShouldContain("LiberationSans");
    }

    [Fact]
    public void The_typeface_is_the_one_that_is_shipped()
    {
        using var font = Typeface.Font(8);
        font.Typeface.FamilyName.ShouldBe("Liberation Sans");
        font.ContainsGlyphs("0123456789.−≤µ…<").ShouldBeTrue();
    }

    [Fact]
    public void The_first_four_fills_are_told_apart_in_grey()
    {
        var lightness = Palette.Fills.Take(4).Select(fill => Lightness(fill.R, fill.G, fill.B)).Order().ToList();
        lightness.Zip(lightness.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= 10);
    }

    [Fact]
    public void Sixteen_systems_have_sixteen_fills_and_as_many_tints() =>
        Enumerable.Range(0, 16).SelectMany(series => new[] { Palette.Fill(series), Palette.Tint(series) })
            .Select(fill => fill.ToStringRGB()).Distinct().Count().ShouldBe(32);

    [Fact]
    public void An_ecdf_ends_at_1_and_names_a_system_without_a_valid_trial()
    {
        var (folder, _) = Write("latency-ecdf", HostileRun.Create(), "ecdf");

        var rows = File.ReadAllLines(Path.Combine(folder, "latency-ecdf.csv"));
        rows[0].ShouldBe("system,parameters,duration_s,latency_ms,share,note");
        rows.Count(row => row.EndsWith(",1,", StringComparison.Ordinal)).ShouldBe(3);
        rows.Count(row => row.EndsWith(BarCell.NoValidTrial, StringComparison.Ordinal)).ShouldBe(1);
        Words(Path.Combine(folder, "latency-ecdf.svg")).ShouldContain(
            word => word.EndsWith(": no valid trial", StringComparison.Ordinal));
    }

    /// <summary>A batch has the whole stream waiting when it begins; a stream function at most the few events of its
    /// start.</summary>
    [Fact]
    public void A_timeline_shows_the_backlog_of_each_system()
    {
        var (folder, _) = Write("timeline", SampleRun.Create(), "backlog");

        var rows = File.ReadAllLines(Path.Combine(folder, "timeline.csv")).Skip(1)
            .Select(row => row.Split(','))
            .ToLookup(cells => cells[0], cells => int.Parse(cells[5], CultureInfo.InvariantCulture));
        rows["batch"].Max().ShouldBeInRange(295, 300);
        rows["stream-function"].Max().ShouldBe(0);
        rows["pipeline"].Max().ShouldBeInRange(30, 45);
    }

    [Fact]
    public void Overhead_by_duration_needs_two_durations_and_names_what_is_missing()
    {
        Draw("overhead-by-duration", SampleRun.Create(durations: 1)).Drawn.ShouldBeNull();
        var (folder, _) = Write("overhead-by-duration", HostileRun.Create(), "by-duration");
        Words(Path.Combine(folder, "overhead-by-duration.svg")).Count(word => word == BarCell.NoValidTrial).ShouldBe(2);
        Words(Path.Combine(folder, "overhead-by-duration.svg")).ShouldContain("≤ 0: −300 µs");
    }

    /// <summary>Goal: rows of one system can be told apart, however long its name is. Method: a name that is longer
    /// than its place, and two durations.</summary>
    [Fact]
    public void Phases_of_a_long_name_keep_their_durations()
    {
        var run = SampleRun.Create(labels: [new string('n', 40), "faas"]);
        var (folder, _) = Write("phases", run, "long-names");

        var words = Words(Path.Combine(folder, "phases.svg")).ToList();

        words.ShouldContain($"{new string('n', 17)}…, 10 s");
        words.ShouldContain($"{new string('n', 17)}…, 30 s");
    }

    [Fact]
    public void Phases_sum_to_the_whole_and_a_cell_without_a_trial_keeps_its_row()
    {
        var run = HostileRun.Create();
        var (folder, _) = Write("phases", run, "waterfall");

        Words(Path.Combine(folder, "phases.svg")).Count(word => word == BarCell.NoValidTrial).ShouldBe(2);
        var (plain, _) = Write("phases", SampleRun.Create(), "waterfall-plain");
        var rows = File.ReadAllLines(Path.Combine(plain, "phases.csv")).Skip(1).Select(row => row.Split(',')).ToList();
        var batch = rows.Where(cells => cells[0] == "batch" && cells[2] == "10").ToList();
        batch.Sum(cells => double.Parse(cells[5], CultureInfo.InvariantCulture)).ShouldBeInRange(9.9, 10.2);
        batch.Select(cells => cells[4]).ShouldContain("generate");
    }

    [Fact]
    public void Resources_are_those_of_the_longest_streams()
    {
        var (folder, _) = Write("resources", SampleRun.Create(), "consumed");
        var words = Words(Path.Combine(folder, "resources.svg"));
        words.ShouldContain("CPU, 30 s");
        words.ShouldContain("lifetime, 30 s");
    }

    [Fact]
    public void A_comparison_has_a_row_for_each_cell_and_names_those_without_trials()
    {
        var (folder, _) = Write("comparison", HostileRun.Create(), "pair");
        File.ReadAllLines(Path.Combine(folder, "comparison.csv")).Length.ShouldBeGreaterThanOrEqualTo(9);
        Words(Path.Combine(folder, "comparison.svg")).Count(word => word == BarCell.NoValidTrial).ShouldBe(2);
    }

    private static (IFigureRecipe Recipe, DrawnFigure? Drawn) Draw(string name, Run run)
    {
        if (FigureCatalog.Pairs.SingleOrDefault(figure => figure.Name == name) is { } pair)
        {
            return (pair, pair.Draw(RunComparison.Of(run, run)));
        }

        var recipe = FigureCatalog.All.Single(figure => figure.Name == name);
        return (recipe, recipe.Draw(run));
    }

    private static (string Folder, IReadOnlyList<string> Files) Write(string name, Run run, string label)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "figures", label);
        Directory.CreateDirectory(folder);
        var (recipe, drawn) = Draw(name, name switch
        {
            "isolation-ladder" => OnALadder(run),
            "price-of-statelessness" => PriceOfStatelessnessFigureTests.Stateless(run, measure => measure),
            _ => run,
        });
        return (folder, FigureFiles.Write(folder, recipe, drawn.ShouldNotBeNull(), "sample"));
    }

    /// <summary>The same numbers as cold starts of one kind of system, rung by rung, every other one warm.</summary>
    private static Run OnALadder(Run run)
    {
        string[] rungs = ["process", "bubblewrap", "docker", "in-process"];
        return run with
        {
            Scenario = run.Scenario with
            {
                Systems =
                [
                    .. run.Scenario.Systems.Select((system, index) => system with
                    {
                        Kind = "stream-function",
                        Options = new Dictionary<string, string>
                        {
                            ["isolation"] = rungs[index % 4], ["start"] = index % 2 == 0 ? "cold" : "warm",
                        },
                    }),
                ],
            },
            Estimates =
            [
                .. run.Estimates.Where(estimate => estimate.Metric == "cold_start_penalty")
                    .Select(estimate => estimate with { Metric = "cold_start_s", Unit = "s" }),
            ],
        };
    }

    [Fact]
    public void The_ladder_keeps_warm_starts_apart_and_goes_up_rung_by_rung()
    {
        var (folder, _) = Write("isolation-ladder", SampleRun.Create(durations: 1), "ladder");

        var rows = File.ReadAllLines(Path.Combine(folder, "isolation-ladder.csv"));
        rows.Skip(1).Select(row => row.Split(',')[0])
            .ShouldBe(["stream-function", "batch", "pipeline", "faas"]);
        Words(Path.Combine(folder, "isolation-ladder.svg")).ShouldContain("cold");
        Words(Path.Combine(folder, "isolation-ladder.svg")).ShouldContain("warm");
        Palette.Tint(0).ShouldNotBe(Palette.Fill(0));
    }

    [Fact]
    public void Systems_that_differ_in_more_than_their_rung_make_no_ladder() =>
        Draw("isolation-ladder", SampleRun.Create()).Drawn.ShouldBeNull();

    private static List<string> Words(string svg) =>
    [
        .. XDocument.Load(svg).Descendants()
            .Where(item => item.Name.LocalName == "text")
            .Select(item => item.Value.Trim()),
    ];

    /// <summary>CIE L* of an sRGB colour.</summary>
    private static double Lightness(params byte[] rgb)
    {
        var linear = rgb.Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (116 * Math.Cbrt((0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]))) - 16;
    }
}
