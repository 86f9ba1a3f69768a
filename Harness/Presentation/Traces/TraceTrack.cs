namespace Eval.Harness.Presentation.Traces;

/// <summary>One line of the picture.</summary>
/// <param name="Process">The system, from 1.</param>
/// <param name="Thread">Its own number in the whole trace.</param>
internal readonly record struct TraceTrack(int Process, int Thread)
{
    /// <summary>Its name.</summary>
    public TraceEvent Named(string name) => new("thread_name", 'M', Process, Thread)
    {
        Details = new Dictionary<string, object> { ["name"] = name },
    };
}
