using Eval.Harness.Presentation.Reports;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

public sealed class ResultTableTests
{
    [Fact]
    public void There_is_a_row_a_cell_with_its_counts()
    {
        var rows = ResultTable.Rows(HostileRun.Create());

        rows.Count.ShouldBe(8);
        rows[3].ColdStartPenalty.ShouldBe("no valid trial");
        rows[3].Counting.ShouldBe("0/3");
        rows[3].Failed.ShouldBe("3");
        rows[5].ProcessingOverhead.ShouldBe("-300 us [-300 us, -300 us]");
        rows[6].Invalid.ShouldBe("3");
        rows[0].Interval.ShouldBe("range of 3");
        ResultTable.Texts(rows[0]).Count.ShouldBe(ResultTable.Headers.Count);
    }

    [Fact]
    public void Upper_bounds_are_marked()
    {
        var run = SampleRun.Create();
        var outside = run.Measures.Select(measure => measure with
        {
            Timeline = measure.Timeline with
            {
                Promises = measure.Timeline.Promises with { StampsInFunction = false },
            },
        }).ToList();

        ResultTable.Rows(SampleRun.From(run.Scenario, outside))
            .ShouldAllBe(row => row.ColdStartPenalty.StartsWith('≤'));
    }

    [Fact]
    public void Estimates_are_plain_values_under_the_files_column_names()
    {
        var estimate = ResultTable.Estimates(SampleRun.Create())[0];

        estimate["metric"].ShouldBe("cold_start_penalty");
        estimate["n"].ShouldBe(3);
        estimate["median"].ShouldBeOfType<double>();
    }
}
