using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation;

/// <summary>What holds in every trial of every run that is committed, of real systems of each kind. A run on the
/// simulator has no trials of its own, only what its fleets came to.</summary>
public sealed class CommittedRunTests
{
    private static readonly string Results = RepositoryFolder.At("Results");

    public static TheoryData<string> Runs =>
    [
        .. Directory.GetDirectories(Results).SelectMany(Directory.GetDirectories).Where(IsMeasured)
            .Select(run => Path.GetRelativePath(Results, run)),
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Phases_sum_to_the_whole_exactly_in_every_trial(string run)
    {
        var trials = RunFolder.Open(Path.Combine(Results, run)).ReadJournal().Select(TrialAnalysis.Measure).ToList();

        trials.ShouldNotBeEmpty();
        foreach (var trial in trials.Where(trial => trial.T2Ns is not null))
        {
            var phases = PhaseRow.Of(trial).Where(phase => phase.Phase != PhaseName.Teardown).ToList();
            phases.ShouldAllBe(phase => phase.EndNs >= phase.StartNs);
            phases.Sum(phase => phase.EndNs - phase.StartNs)
                .ShouldBe(trial.T2Ns!.Value - trial.T0Ns, trial.Timeline.Trial.TrialId);
        }
    }

    private static bool IsMeasured(string run) => File.Exists(Path.Combine(run, "journal.jsonl"));
}
