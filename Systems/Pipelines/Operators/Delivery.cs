using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>What a broker delivered and has not been told to forget.</summary>
/// <param name="Event">An event, or null: the end of the stream.</param>
/// <param name="AcknowledgeAsync">Tells the broker that it need not come again.</param>
internal sealed record Delivery(StreamEvent? Event, Func<ValueTask> AcknowledgeAsync);
