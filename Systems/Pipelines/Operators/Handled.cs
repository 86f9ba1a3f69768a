using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>A delivery with what is to be published before it is acknowledged.</summary>
/// <param name="Delivery">What was handled.</param>
/// <param name="Outputs">The function's outputs, in order; valid until the next delivery is pulled.</param>
/// <param name="Trailer">The function's trailer, where the delivery is the end of the stream.</param>
internal sealed record Handled(Delivery Delivery, IEnumerable<StreamEvent> Outputs, ReadOnlyMemory<byte> Trailer);
