using System.Globalization;
using System.Text;
using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Tables;

/// <summary>Goal: what is written reads back the same on any machine. Method: through memory, under a culture that
/// writes numbers as de-DE does.</summary>
public sealed class CsvTableTests
{
    [Fact]
    public void Values_round_trip_under_a_culture_with_a_decimal_comma()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Comma();
        try
        {
            1.5.ToString(CultureInfo.CurrentCulture).ShouldBe("1,5");
            var csv = Write(["a", "b", "c", "d", "e", "f"], [0.1 + 0.2, long.MinValue, true, null, "x,\"y\"\r z", " "]);

            csv.ShouldBe(
                "a,b,c,d,e,f\n0.30000000000000004,-9223372036854775808,true,,\"x,\"\"y\"\"\r z\",\" \"\n");
            Read(csv).ShouldHaveSingleItem()["e"].ShouldBe("x,\"y\"\r z");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("\r")]
    [InlineData("a\nb")]
    [InlineData("\"")]
    [InlineData("=1+1")]
    [InlineData("#comment")]
    [InlineData("a;b|c\td")]
    public void Any_text_reads_back_as_it_was(string text) =>
        Read(Write(["x", "y"], [text, "end"])).ShouldHaveSingleItem()["x"].ShouldBe(text);

    [Fact]
    public void A_row_of_another_length_than_the_header_is_refused() =>
        Should.Throw<InvalidDataException>(() => Read("a,b\n1,2\n1\n")).Message.ShouldContain("row 3");

    [Fact]
    public void The_sample_runs_trials_read_back_with_every_value()
    {
        var run = HostileRun.Create();
        using var stream = new MemoryStream();
        CsvTable.Write(stream, TrialsTable.Table, TrialsTable.Rows(run));
        stream.Position = 0;

        var rows = CsvTable.Read(stream).ToList();

        rows.Count.ShouldBe(run.Measures.Count);
        foreach (var (row, measure) in rows.Zip(run.Measures))
        {
            row["system"].ShouldBe(measure.Timeline.Trial.System.Name);
            row["t1_ns"].ShouldBe(measure.T1Ns!.Value.ToString(CultureInfo.InvariantCulture));
            double.Parse(row["cold_start_penalty"], CultureInfo.InvariantCulture)
                .ShouldBe(measure.ColdStartPenalty!.Value);
            row["valid"].ShouldBe(measure.Valid ? "true" : "false");
            row["session_id"].ShouldBe(row["trial_id"]);
            row["cost"].ShouldBeEmpty();
            row["stamps"].ShouldBe("function");
        }
    }

    [Fact]
    public void Phases_start_where_the_one_before_ended_and_sum_to_the_total()
    {
        foreach (var measure in SampleRun.Create().Measures)
        {
            var phases = PhaseRow.Of(measure).ToList();
            phases.Count.ShouldBe(10);
            phases[0].StartNs.ShouldBe(measure.T0Ns);
            phases.Zip(phases.Skip(1)).ShouldAllBe(pair => pair.First.EndNs == pair.Second.StartNs);
            phases.SkipLast(1).Sum(phase => phase.EndNs - phase.StartNs).ShouldBe(measure.T2Ns!.Value - measure.T0Ns);
        }
    }

    private static CultureInfo Comma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.TextInfo.ListSeparator = ";";
        return culture;
    }

    private static string Write(string[] header, object?[] row)
    {
        using var stream = new MemoryStream();
        CsvTable.Write(stream, header, [row]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<IReadOnlyDictionary<string, string>> Read(string csv)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return [.. CsvTable.Read(stream)];
    }
}
