using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>The always-on broker of a pipeline, where a stream's events wait for its engine.</summary>
internal interface IPipelineBroker : IAsyncDisposable
{
    /// <summary>Its processes.</summary>
    IReadOnlyList<int> ProcessIds { get; }

    /// <summary>What it is, with its version.</summary>
    string Component { get; }

    /// <summary>What the report says of it.</summary>
    IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>Has it keep the events of a stream of that name, before there is a producer.</summary>
    Task KeepAsync(string stream, CancellationToken cancellation);

    /// <summary>The client's side of a stream of that name, kept already or not; nothing is touched yet.</summary>
    IPipelineProducer Connect(string stream, bool isKept, IStreamObserver observer);

    /// <summary>Where the engine finds that stream.</summary>
    SourceOperator SourceOf(string stream);

    /// <summary>Where the engine publishes that stream's outputs.</summary>
    SinkOperator SinkOf(string stream);
}
