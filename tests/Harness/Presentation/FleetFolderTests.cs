using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation;

/// <summary>Goal: sessions of many streams come back from their file as they were, or with a message that says what is
/// wrong with it.</summary>
public sealed class FleetFolderTests
{
    private static readonly FleetAggregate Session = new()
    {
        SessionId = "b000-a,\"b\"-100ms-a1",
        System = "a,\"b\"",
        Duration = TimeSpan.FromMilliseconds(100),
        Parameters = "rate=1/s",
        Metric = "cold_start_s",
        Unit = "s",
        Streams = 10_000_000_000,
        SessionSeconds = 1 / 3.0,
        Mean = 0.1 + 0.2,
        P50 = 1e-9,
        P99 = double.MaxValue,
    };

    [Fact]
    public void What_was_written_is_read_to_the_last_digit()
    {
        using var temporary = new TemporaryFolder();
        var folder = Written(temporary);

        FleetFolder.Read(folder).ShouldBe([Session]);
    }

    [Theory]
    [InlineData("10000000000", "many")]
    [InlineData("duration_s", "duration")]
    [InlineData("0.3333333333333333", "0,3")]
    public void A_damaged_file_is_named(string cell, string damage)
    {
        using var temporary = new TemporaryFolder();
        var folder = Written(temporary);
        var path = Path.Combine(folder.Directory, "aggregates.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(cell, damage, StringComparison.Ordinal));

        Should.Throw<RunFolderException>(() => FleetFolder.Read(folder)).Message
            .ShouldContain("aggregates.csv is damaged");
    }

    private static RunFolder Written(TemporaryFolder temporary)
    {
        var folder = RunFolder.CreateAt(temporary.At("run"));
        folder.WriteRaw(SampleRun.Create() with { Fleets = [Session] });
        return folder;
    }
}
