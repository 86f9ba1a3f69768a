using Eval.Harness.Model;
using Eval.Harness.Presentation.Storage;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Storage;

/// <summary>Goal: what a simulation had when it was killed is there when it goes on. Method: the file as a kill leaves
/// it, with a torn last line.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void What_was_kept_is_there_again_but_for_a_torn_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("checkpoint.jsonl");
        var samples = Enumerable.Range(0, 200).Select(Sample).ToArray();
        using (var first = new Checkpoint<BreakEvenSample>(path))
        {
            first.Recorded.ShouldBeEmpty();
            Parallel.ForEach(samples[..150], first.Keep);
        }

        File.AppendAllText(path, "{\"duration\":");
        using (var second = new Checkpoint<BreakEvenSample>(path))
        {
            second.Recorded.ShouldBe(samples[..150], ignoreOrder: true);
            Array.ForEach(samples[150..], second.Keep);
        }

        using var third = new Checkpoint<BreakEvenSample>(path);
        third.Recorded.ShouldBe(samples, ignoreOrder: true);
        third.Delete();
        File.Exists(path).ShouldBeFalse();
    }

    private static BreakEvenSample Sample(int number) => new()
    {
        Duration = TimeSpan.FromSeconds(number / 3.0),
        ArrivalRate = 1 / 3.0,
        EventCost = TimeSpan.FromTicks(1),
        System = "Ünïcode \"quoted\"",
        Replication = number,
        Utilisation = Math.PI * number,
        OverheadSeconds = number % 2 == 0 ? null : number / 7.0,
    };
}
