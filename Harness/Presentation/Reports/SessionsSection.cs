using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Sessions of many streams at once: how many lived at a time, and what became of them.</summary>
internal static class SessionsSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run) =>
        text.Heading(2, "Sessions")
            .Paragraph("A trial is a session: one execution of the arrival process, the same for all systems of a "
                + "block. Each metric is first reduced to one number a session: its median over the streams that "
                + "completed, or, with p99 in its name, their quantile 0.99; estimates are over sessions. What a "
                + "stream finds, a waiting instance or none, is observed, not claimed. timeseries.csv has streams, "
                + "instances and backlog over time.")
            .Table(
                [
                    "session", "streams", "at once", "completed", "failed", "rejected", "cold", "lost events",
                    "start-up 50 %", "99 %", "lateness 99 %",
                ],
                run.Measures.Where(session => session.Streams.Count > 0)
                    .Select(Row));

    private static IReadOnlyList<string> Row(Measure session)
    {
        var startUps = session.Streams.Where(stream => stream.Timeline.Outcome == Outcome.Completed)
            .Select(stream => (stream.T1Ns - stream.T0Ns) * 1e-9).OfType<double>().Order().ToArray();
        var cold = session.Streams.Select(stream => stream.Cold).OfType<bool>().ToArray();
        return
        [
            session.Timeline.Trial.TrialId + (session.Valid ? "" : " (invalid)"),
            Text(session.Streams.Count),
            Text(Peak(session)),
            Text(Count(session, Outcome.Completed)),
            Text(Count(session, Outcome.Failed) + Count(session, Outcome.Cancelled)),
            Text(Count(session, Outcome.Rejected)),
            cold.Length == 0 ? Numbers.Missing : $"{Text(cold.Count(one => one))} of {Text(cold.Length)}",
            Text(session.Lost),
            Numbers.Seconds(Median.Of(startUps)),
            Numbers.Seconds(startUps.Length == 0 ? null : startUps[(int)Math.Ceiling(0.99 * startUps.Length) - 1]),
            session.LatenessP99Ms is { } late ? Numbers.Seconds(late / 1e3) : Numbers.Missing,
        ];
    }

    private static int Count(Measure session, Outcome outcome) =>
        session.Streams.Count(stream => stream.Timeline.Outcome == outcome);

    private static int Peak(Measure session) =>
        (int)(Analysis.Metrics.MetricCatalog.OfSessions.First(metric => metric.Name == "streams_peak")
            .Value(session) ?? 0);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
