using Eval.Harness.Model;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

/// <summary>Simulated streams are due when measured ones are: schedules without bytes equal those of the events.
/// </summary>
public sealed class ScheduleTests
{
    public static TheoryData<string> Kinds => [.. WorkloadCatalog.Kinds.Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_schedule_is_that_of_the_generated_events(string kind)
    {
        var options = WorkloadCatalog.Kinds.Single(known => known.Kind == kind).Keys
            .ToDictionary(key => key.Name, key => key.Default);
        foreach (var key in new[] { "burst", "gapLaw" }.Where(options.ContainsKey))
        {
            options[key] = key == "burst" ? "4" : "exponential";
        }

        var workload = WorkloadCatalog.Create(new WorkloadSpec(kind, 8, options));
        var stream = workload.Generate(40, 7);
        var schedule = workload.Schedule(40, 7);

        Enumerable.Range(0, 40).Select(schedule.OffsetNs).ShouldBe(Enumerable.Range(0, 40).Select(stream.OffsetNs));
    }
}
