using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>What one stream goes by.</summary>
internal sealed record StreamPlan
{
    /// <summary>The stream's identity.</summary>
    public required string StreamId { get; init; }

    /// <summary>The largest payload that any side sends, bytes.</summary>
    public required int MaximumPayload { get; init; }

    /// <summary>How many stages follow each other; one for a plain function.</summary>
    public required int Stages { get; init; }

    /// <summary>How long each part may take.</summary>
    public StreamDeadlines Deadlines { get; init; } = new();

    /// <summary>Makes the link of a stage.</summary>
    public required Func<int, IEventLink> Link { get; init; }

    /// <summary>Makes the sink of the last stage's outputs; null: the producer gets them.</summary>
    public Func<IFrameSink>? Outputs { get; init; }

    /// <summary>Whether events wait in a server inside the instance, which may lose them: its exit code says so.
    /// </summary>
    public bool BuffersInside { get; init; }

    /// <summary>When the connection was accepted, MonotonicClock nanoseconds.</summary>
    public required long AdmittedNs { get; init; }

    /// <summary>A reader for the first stage's instance, whose buffer is in memory already; null: a new one.</summary>
    public FrameReader? FromInstance { get; init; }
}
