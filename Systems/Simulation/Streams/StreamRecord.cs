namespace Eval.Systems.Simulation.Streams;

/// <summary>Everything of one stream, frame by frame.</summary>
/// <param name="Times">t1, t2 and L; t2 is that of the events which were not rejected.</param>
/// <param name="StartPhasesNs">How long each phase of the first instance's start took.</param>
/// <param name="UploadNs">How long handing over a batch took; else 0.</param>
/// <param name="Events">Every event, by sequence.</param>
/// <param name="Instances">Every instance, by number.</param>
public sealed record StreamRecord(
    StreamTimes Times,
    IReadOnlyList<long> StartPhasesNs,
    long UploadNs,
    IReadOnlyList<EventTimes> Events,
    IReadOnlyList<InstanceTimes> Instances)
{
    /// <summary>How many events were turned away.</summary>
    public int Rejected => Events.Count(item => item.IsRejected);
}
