using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>A stream that was admitted, on the thread that serves it to its end.</summary>
/// <param name="Client">The producer's connection; not owned.</param>
/// <param name="Reader">Its bytes; what came after the opening is still in it.</param>
/// <param name="Opening">What it asks for.</param>
/// <param name="OpeningFrame">The same as it came; valid until the reader is asked again.</param>
/// <param name="Function">What was found for it.</param>
/// <param name="Stream">Its entry among the live ones.</param>
internal sealed record StreamRequest(
    StreamSocket Client,
    FrameReader Reader,
    Opening Opening,
    Frame OpeningFrame,
    DeployedFunction Function,
    LiveStream Stream);
