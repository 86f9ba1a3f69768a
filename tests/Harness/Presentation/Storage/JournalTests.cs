using System.Text.Json;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Storage;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Storage;

/// <summary>Goal: no trial that ended is ever lost or changed. Method: sample trials through a real file.</summary>
public sealed class JournalTests
{
    private static readonly JsonSerializerOptions Plain = WithoutConverters();

    [Fact]
    public void Every_field_of_every_trial_comes_back_exactly()
    {
        using var folder = new TemporaryFolder();
        var timelines = HostileRun.Create().Measures.Select(measure => measure.Timeline).ToList();
        using (var journal = JournalFile.Open<Timeline>(folder.At("journal.jsonl")))
        {
            timelines.ForEach(journal.Append);
        }

        var read = JournalFile.Read<Timeline>(folder.At("journal.jsonl")).ToList();

        read.Count.ShouldBe(timelines.Count);
        foreach (var (copy, original) in read.Zip(timelines))
        {
            copy.Events.ShouldBe(original.Events);
            copy.Trial.Duration.ShouldBe(original.Trial.Duration);
            copy.Trial.System.Options.ShouldBe(original.Trial.System.Options);
            copy.Marks.ShouldBe(original.Marks);
            copy.Instances.ShouldBe(original.Instances);
            copy.Output.ShouldBe(original.Output);
            copy.Promises.ShouldBe(original.Promises);
            copy.Observations.StealShare.ShouldBe(original.Observations.StealShare);
            copy.Consumption.ShouldBe(original.Consumption);
            JsonSerializer.Serialize(copy).ShouldBe(JsonSerializer.Serialize(original));
        }
    }

    [Fact]
    public void Extreme_and_missing_values_come_back_exactly()
    {
        using var folder = new TemporaryFolder();
        var sample = SampleRun.Create().Measures[0].Timeline;
        var extreme = sample with
        {
            Events =
            [
                new EventStamps(0, long.MinValue, null, null, null, null, null, 0, 0, null),
                new EventStamps(1, 2, 3, 4, 5, 6, 7, 1, 1, "") { LastReturnedNs = 8 },
                new EventStamps(long.MaxValue, long.MaxValue, 1, 2, 3, 4, 5, int.MaxValue, 2, "é\u2028\"\n"),
            ],
            Output = null,
            Consumption = new Consumption { CpuSeconds = double.Epsilon, QueueSeconds = 0.1 + 0.2 },
            Observations = new Observations { StealShare = double.NaN, LoadBefore = double.MaxValue },
        };
        using (var journal = JournalFile.Open<Timeline>(folder.At("j")))
        {
            journal.Append(extreme);
        }

        var read = JournalFile.Read<Timeline>(folder.At("j")).ShouldHaveSingleItem();

        read.Events.ShouldBe(extreme.Events);
        read.Output.ShouldBeNull();
        read.Consumption.ShouldBe(extreme.Consumption);
        read.Trial.Seed.ShouldBe(ulong.MaxValue);
        double.IsNaN(read.Observations.StealShare!.Value).ShouldBeTrue();
        read.Observations.LoadBefore.ShouldBe(double.MaxValue);
    }

    /// <summary>The journal's text is a contract: stamps are written as the serializer would write the
    /// record.</summary>
    [Fact]
    public void Stamps_have_the_text_of_any_other_record_and_what_is_unknown_is_skipped()
    {
        EventStamps[] stamps =
        [
            new(0, 1, null, null, null, null, null, 0, 0, null),
            new(1, 2, 3, 4, 5, 6, 7, 2, 1, "i-1") { LastReturnedNs = 8 },
        ];
        var text = JsonSerializer.Serialize<IReadOnlyList<EventStamps>>(stamps, RecordJson.Line);

        text.ShouldBe(JsonSerializer.Serialize(stamps, Plain));
        var later = text.Replace("\"outputs\"", "\"new\":{\"a\":[1]},\"outputs\"", StringComparison.Ordinal);
        JsonSerializer.Deserialize<IReadOnlyList<EventStamps>>(later, RecordJson.Line).ShouldBe(stamps);
    }

    [Theory]
    [InlineData("""{"sequence":null}""")]
    [InlineData("""{"sequence":"1"}""")]
    [InlineData("""{"sequence":1.5}""")]
    [InlineData("""{"instanceId":1}""")]
    [InlineData("[]")]
    public void Stamps_of_another_shape_are_damage(string text) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<EventStamps>(text, RecordJson.Line));

    [Fact]
    public void A_torn_last_line_is_ignored_and_cut_off_before_the_next_trial()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("journal.jsonl");
        var timelines = SampleRun.Create().Measures.Take(3).Select(measure => measure.Timeline).ToList();
        using (var journal = JournalFile.Open<Timeline>(path))
        {
            journal.Append(timelines[0]);
            journal.Append(timelines[1]);
        }

        using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(file.Length - 7);
        }

        JournalFile.Read<Timeline>(path).Select(timeline => timeline.Trial.TrialId)
            .ShouldBe([timelines[0].Trial.TrialId]);

        using (var journal = JournalFile.Open<Timeline>(path))
        {
            journal.Append(timelines[2]);
        }

        JournalFile.Read<Timeline>(path).Select(timeline => timeline.Trial.TrialId)
            .ShouldBe([timelines[0].Trial.TrialId, timelines[2].Trial.TrialId]);
    }

    [Fact]
    public void A_damaged_whole_line_is_told_with_its_number()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("journal.jsonl");
        using (var journal = JournalFile.Open<Timeline>(path))
        {
            journal.Append(SampleRun.Create().Measures[0].Timeline);
        }

        File.AppendAllText(path, "{}\n");

        Should.Throw<InvalidDataException>(() => JournalFile.Read<Timeline>(path).ToList())
            .Message.ShouldContain(":2:");
    }

    [Fact]
    public void A_trial_is_one_line_of_json_that_can_be_read_while_the_journal_is_open()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("journal.jsonl");
        using var journal = JournalFile.Open<Timeline>(path);
        journal.Append(HostileRun.Create().Measures[0].Timeline);

        JournalFile.Read<Timeline>(path).ShouldHaveSingleItem();
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = reader.ReadToEnd().Split('\n');

        lines.Length.ShouldBe(2);
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("outcome").GetString().ShouldBe("completed");
    }

    private static JsonSerializerOptions WithoutConverters()
    {
        var options = new JsonSerializerOptions(RecordJson.Line);
        options.Converters.Clear();
        return options;
    }
}
