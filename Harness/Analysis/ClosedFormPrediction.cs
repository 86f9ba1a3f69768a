using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Analysis.Units;
using Eval.Harness.Model;
using Eval.Systems.Simulation;

namespace Eval.Harness.Analysis;

/// <summary>What the closed form makes of a trial's own a, c (or S) and s: a plausibility check of the measured t2.
/// </summary>
internal static class ClosedFormPrediction
{
    /// <summary>
    /// t2 − t0 in seconds, from the trial's own a = L/(N − 1) and s. For stream function, FaaS with one instance and
    /// pipeline, c (there called S) is t1 − t0, and one form serves all three: given t1 they queue alike. A batch
    /// starts when the last event exists, so there c = t1 − t0 − L. Null without t1, s or events, where several
    /// instances share the stream, and where c or s is negative, which is the clock-order gate's case.
    /// </summary>
    public static double? TotalSeconds(Timeline timeline, StreamTimes times, double? serviceSeconds)
    {
        var events = timeline.Events.Count;
        var waitedNs = timeline.Promises.IsBatch ? times.GenerationSpanNs : 0;
        if (Duration.Seconds(times.T1Ns - times.T0Ns - waitedNs) is not { } coldStart
            || serviceSeconds is not { } service || timeline.Trial.System.Shards > 1
            || coldStart < 0 || service < 0 || times.GenerationSpanNs < 0)
        {
            return null;
        }

        var interArrival = events > 1 ? Duration.Seconds(times.GenerationSpanNs) / (events - 1) : 0;
        var form = new ClosedForm(interArrival, service, events);
        return (timeline.Promises.IsBatch ? form.Batch(coldStart) : form.StreamFunction(coldStart)).TotalSeconds;
    }
}
