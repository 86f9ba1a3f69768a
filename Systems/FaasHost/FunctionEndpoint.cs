using System.Buffers;
using Eval.Systems.FaasHost.Keeping;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.FaasHost;

/// <summary>The function behind its routes: one event a request, or a whole stream in one (see
/// <see cref="FaasProtocol"/>).</summary>
internal sealed class FunctionEndpoint(
    StepDefinition definition, FunctionParameters parameters, EventHandling handle, long maxBodyBytes)
{
    private const int FlushBytes = 64 * 1024;

    private readonly StreamProbes _probes = new();

    /// <summary>Answers one request; what the function throws becomes 500 with the reason.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(context, bad.StatusCode, bad.Message);
        }
        catch (ProtocolException bad)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, bad.Message);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(
                context, StatusCodes.Status500InternalServerError, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private Task RouteAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("POST", FaasProtocol.EventRoute) => HandleEventAsync(context),
        ("POST", FaasProtocol.ReplayRoute) => HandleReplayAsync(context),
        ("POST", FaasProtocol.BatchRoute) => HandleBatchAsync(context),
        ("GET", FaasProtocol.ReadyRoute) => Task.CompletedTask,
        ("GET", FaasProtocol.TrailersRoute) => EventAnswer.WriteAllAsync(context, TrailersFor(context.Request)),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, "no such route"),
    };

    private IReadOnlyList<StreamEvent> TrailersFor(HttpRequest request) =>
        request.Headers[FaasProtocol.StreamHeader].ToString() is { Length: > 0 } stream
            ? _probes.Take(stream)
            : _probes.Trailers();

    private async Task HandleEventAsync(HttpContext context)
    {
        var head = RequestHead.Read(context.Request, maxBodyBytes);
        var cause = CloudEventHead.Read(context.Request);
        var body = ArrayPool<byte>.Shared.Rent(head.BodyLength);
        try
        {
            var payload = body.AsMemory(0, head.BodyLength);
            await context.Request.Body.ReadExactlyAsync(payload, context.RequestAborted);

            // An event never sees another's memory, not even behind its own in a buffer that is used again.
            body.AsSpan(head.BodyLength).Clear();
            var input = new StreamEvent(cause.Sequence, payload, cause.EventHeaders);
            var outcome = await handle(head.Stream, input, _probes.Of(head));
            if (outcome.Traffic.Requests > 0)
            {
                context.Response.Headers[FaasProtocol.StateHeader] = outcome.Traffic.ToString();
            }

            await EventAnswer.WriteAsync(context, cause, definition.Name, outcome.Outputs);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private async Task HandleReplayAsync(HttpContext context)
    {
        var (head, window) = await ReadEventsAsync(context);
        var outputs = new ReplayBinding(definition, parameters, _probes.Of(head)).Handle(window);
        await EventAnswer.WriteAllAsync(context, outputs);
    }

    private async Task HandleBatchAsync(HttpContext context)
    {
        var (head, batch) = await ReadEventsAsync(context);
        var writer = context.Response.BodyWriter;
        var unflushed = 0L;
        var binding = new BatchBinding(definition, parameters, _probes.Of(head));
        foreach (var output in binding.Handle(batch))
        {
            EventBody.Write(writer, output);
            unflushed += EventBody.SizeOf(output);
            if (unflushed >= FlushBytes)
            {
                await writer.FlushAsync(context.RequestAborted);
                unflushed = 0;
            }
        }
    }

    private async Task<(RequestHead Head, IReadOnlyList<StreamEvent> Events)> ReadEventsAsync(HttpContext context)
    {
        var head = RequestHead.Read(context.Request, maxBodyBytes);
        var body = GC.AllocateUninitializedArray<byte>(head.BodyLength);
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        return (head, EventBody.Decode(body));
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer cannot be taken back: the client must see it break off, not end.
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(reason[..Math.Min(reason.Length, FaasProtocol.LongestReason)]);
    }
}
