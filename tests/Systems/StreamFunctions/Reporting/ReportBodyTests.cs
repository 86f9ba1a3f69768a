using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Reporting;

/// <summary>Goal: whatever a function says of its end and however long its arguments are, its report fits its frame,
/// and what can be kept is kept.</summary>
public sealed class ReportBodyTests
{
    [Theory]
    [InlineData("\"")]
    [InlineData("\0")]
    [InlineData("🦊")]
    public void A_report_of_long_texts_fits_and_says_how_the_stream_ended(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, 50_000));

        var body = ReportBody.Of(Summary(text, stages: 8));

        body.Length.ShouldBeLessThanOrEqualTo(Wire.MaximumControlBytes);
        var read = StreamSummary.Read(body);
        (read.Outcome, read.Code, read.Stages.Count).ShouldBe((EndKind.Failed, EndCode.FunctionFailed, 8));
        foreach (var kept in new[] { read.Reason!, read.Instance!.Executable, read.Stages[7].Instance!.Executable })
        {
            kept.ShouldEndWith("…");
            text.ShouldStartWith(kept[..^1]);
            kept[^2].ShouldBe(character[^1], "no character is cut");
        }
    }

    [Fact]
    public void A_report_of_usual_texts_keeps_them()
    {
        var text = new string('x', 4_100);

        StreamSummary.Read(ReportBody.Of(Summary(text, stages: 1))).Reason.ShouldBe(text);
    }

    private static StreamSummary Summary(string text, int stages)
    {
        var instance = new InstanceSummary("instance", "stream", StreamState.Ended, 1, 2, 3, text);
        return new StreamSummary
        {
            Outcome = EndKind.Failed,
            Code = EndCode.FunctionFailed,
            Reason = text,
            Instance = instance,
            Stages = [.. Enumerable.Repeat(new StageSummary { Instance = instance }, stages)],
        };
    }
}
