using System.Buffers;
using System.Globalization;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Microsoft.Extensions.Primitives;

namespace Eval.Systems.FaasHost;

/// <summary>Answers with events: none, one as a CloudEvent in binary mode, or several in one body.</summary>
internal static class EventAnswer
{
    /// <summary>Answers an event with its outputs, which come from that function.</summary>
    public static Task WriteAsync(
        HttpContext context, CloudEventHead cause, string function, IReadOnlyList<StreamEvent> outputs)
    {
        switch (outputs.Count)
        {
            case 0:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case 1:
                return WriteOneAsync(context, cause, function, outputs[0]);
            default:
                return WriteAllAsync(context, outputs);
        }
    }

    /// <summary>Answers with any number of events in one body.</summary>
    public static async Task WriteAllAsync(HttpContext context, IReadOnlyList<StreamEvent> events)
    {
        context.Response.ContentType = FaasProtocol.EventsContentType;
        context.Response.ContentLength = events.Sum(item => EventBody.SizeOf(item));
        foreach (var item in events)
        {
            EventBody.Write(context.Response.BodyWriter, item);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>The identity of an output is that of its cause, which is unique with the cause's source.</summary>
    private static async Task WriteOneAsync(
        HttpContext context, CloudEventHead cause, string function, StreamEvent output)
    {
        var headers = context.Response.Headers;
        headers[CloudEventHeader.SpecVersion] = CloudEventHeader.Version;
        headers[CloudEventHeader.Id] = cause.Id;
        headers[CloudEventHeader.Source] = $"{cause.Source}/functions/{function}";
        headers[CloudEventHeader.Type] = CloudEventHeader.OutputType;
        headers[CloudEventHeader.Sequence] =
            output.Sequence.ToString(CloudEventHeader.SequenceFormat, CultureInfo.InvariantCulture);
        if (output.Headers.Count > 0)
        {
            headers[FaasProtocol.EventHeader] = new StringValues(
                [.. output.Headers.Select(pair => EventHeaderText.Format(pair.Key, pair.Value))]);
        }

        context.Response.ContentType = CloudEventHeader.Bytes;
        context.Response.ContentLength = output.Payload.Length;
        context.Response.BodyWriter.Write(output.Payload.Span);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
