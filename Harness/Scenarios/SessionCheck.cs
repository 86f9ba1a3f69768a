using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;
using Eval.Harness.Scenarios.Quantities;

namespace Eval.Harness.Scenarios;

/// <summary>Draws one session of a scenario's arrivals before anything runs: a trace that cannot be read, a process
/// that never brings enough streams, payloads that fit into no memory are mistakes of the file.</summary>
internal static class SessionCheck
{
    private const string File = "file";

    /// <summary>The scenario with what the draw showed; mistakes are appended.</summary>
    /// <param name="scenario">Without mistakes in itself.</param>
    /// <param name="draft">Where its values stand.</param>
    /// <param name="vocabulary">What exists.</param>
    /// <param name="folder">Where relative paths begin; null where the text comes from no file: then no file is looked
    /// for.</param>
    /// <param name="errors">Where mistakes go.</param>
    public static Scenario Apply(
        Scenario scenario, ScenarioDraft draft, Vocabulary vocabulary, string? folder, ErrorList errors)
    {
        if (scenario.Arrivals is not { } arrivals || (folder is null && arrivals.Options.ContainsKey(File)))
        {
            return scenario;
        }

        var spec = arrivals with { Folder = folder ?? "" };
        var preview = vocabulary.PreviewArrivals(spec, scenario.Seed);
        if (preview.Problem is { } problem)
        {
            var at = draft.Arrivals!.Value.Value.Given.TryGetValue(File, out var file) ? file : draft.Arrivals.Value.At;
            errors.Add(at, $"the arrivals: {problem}");
        }

        CheckSize(scenario, preview.Streams, draft.Arrivals!.Value.At, vocabulary, errors);
        return scenario with
        {
            Arrivals = spec with { FileSha256 = preview.FileSha256 },
            ArrivalSpan = preview.Span,
        };
    }

    private static void CheckSize(
        Scenario scenario, int streams, Position at, Vocabulary vocabulary, ErrorList errors)
    {
        var workload = vocabulary.Workloads.First(kind => kind.Kind == scenario.Workload.Kind);
        var lengths = scenario.Durations.Select(
            duration => (long)(EventCount.Whole(duration, scenario.Workload.RatePerSecond) ?? 0)).ToArray();
        Check(streams * lengths.Max(), Limits.EventsPerSession, "events of one session");
        Check(
            streams * lengths.Sum() * scenario.Systems.Count * (scenario.Adaptive?.Maximum ?? scenario.Repetitions),
            Limits.Events, "events of all sessions");
        Check(
            streams * workload.Bytes(scenario.Workload, (int)lengths.Max()), Limits.BytesPerSession,
            "bytes of one session's payloads");

        void Check(long count, long limit, string what)
        {
            if (count > limit)
            {
                errors.Add(at, FormattableString.Invariant(
                    $"{streams} streams: {count} {what}; at most {limit} are possible"));
            }
        }
    }
}
