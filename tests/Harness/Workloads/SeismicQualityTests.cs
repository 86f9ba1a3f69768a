using System.Buffers.Binary;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

/// <summary>Goal: quality beside speed, against the onsets that the workload knows. Method: ten minutes of four
/// stations with an earthquake every 30 s; triggers of the vertical component are matched to P onsets within a
/// second.</summary>
public sealed class SeismicQualityTests
{
    private const int Events = 4800;
    private const int SamplesPerSecond = 100;

    private readonly Seismic _seismic = (Seismic)WorkloadCatalog.Create(Specs.Of("seismic", 8));

    [Theory]
    [InlineData("sta-lta")]
    [InlineData("sta-lta-classic")]
    public void Every_onset_is_hit_with_few_false_triggers_and_a_small_error(string function)
    {
        var edges = StreamRunner.Run(_seismic.Generate(Events, 11), function, "trigger").SelectMany(outputs => outputs);
        var picks = edges.Where(edge => Word(edge, 6) == 0 && edge[8] == 1)
            .ToLookup(edge => Word(edge, 4), edge => BinaryPrimitives.ReadInt64LittleEndian(edge.AsSpan(12)));

        var errors = new List<long>();
        var picked = 0;
        for (var station = 0; station < 4; station++)
        {
            var onsets = _seismic.OnsetsAt(station, Events).Select(onset => onset.Primary).ToList();
            onsets.Count.ShouldBe(20);
            errors.AddRange(onsets.SelectMany(onset => picks[station]
                .Where(pick => pick >= onset && pick - onset < SamplesPerSecond).Take(1).Select(pick => pick - onset)));
            picked += picks[station].Count();
        }

        var hits = errors.Count;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{function}: {hits} of 80 hits, {picked - hits} other triggers, "
            + $"pick error {errors.Average() / SamplesPerSecond} s on average, {errors.Max()} samples at most");
        hits.ShouldBe(80);
        (picked - hits).ShouldBeLessThanOrEqualTo(8);
        errors.Average().ShouldBeLessThan(0.1 * SamplesPerSecond);
    }

    [Fact]
    public void Each_earthquake_is_one_coincidence_near_its_first_onset()
    {
        var told = StreamRunner.Run(_seismic.Generate(Events, 11), "sta-lta", "trigger", "coincidence")
            .SelectMany(outputs => outputs)
            .Select(output => BinaryPrimitives.ReadInt64LittleEndian(output.AsSpan(8)))
            .ToList();

        var onsets = _seismic.OnsetsAt(0, Events);
        told.Count.ShouldBe(onsets.Count);
        told.Zip(onsets, (sample, onset) => sample - onset.Primary).ShouldAllBe(
            late => late >= 0 && late < SamplesPerSecond);
    }

    private static int Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
