using System.Buffers;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>A function at a URL, such as somebody else would run: per event or, without a sequence, for a batch.
/// </summary>
internal static class GrayFunction
{
    /// <summary>Starts one.</summary>
    public static LocalFunction Start() => new(request => LocalAnswer.Of(200, Answer(request)));

    private static byte[] Answer(LocalRequest request)
    {
        if (request.Headers.ContainsKey("ce-sequence"))
        {
            return Frames.Grey(request.Body);
        }

        var outputs = new ArrayBufferWriter<byte>();
        foreach (var item in EventBody.Decode(request.Body))
        {
            EventBody.Write(outputs, new StreamEvent(item.Sequence, Frames.Grey(item.Payload.ToArray())));
        }

        return outputs.WrittenSpan.ToArray();
    }
}
