using System.Buffers;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.FaasHost;

/// <summary>The function behind its routes: one event a request, or a whole stream in one (see
/// <see cref="FaasProtocol"/>).</summary>
internal sealed class FunctionEndpoint(StepDefinition definition, FunctionParameters parameters, long maxBodyBytes)
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
        ("POST", FaasProtocol.BatchRoute) => HandleBatchAsync(context),
        ("GET", FaasProtocol.TrailersRoute) => AnswerAsync(context, _probes.Trailers()),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, "no such route"),
    };

    private async Task HandleEventAsync(HttpContext context)
    {
        var head = RequestHead.Read(context.Request, maxBodyBytes);
        var body = ArrayPool<byte>.Shared.Rent(head.BodyLength);
        try
        {
            var payload = body.AsMemory(0, head.BodyLength);
            await context.Request.Body.ReadExactlyAsync(payload, context.RequestAborted);
            await AnswerAsync(context, Outputs(head, payload));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private IReadOnlyList<StreamEvent> Outputs(RequestHead head, ReadOnlyMemory<byte> payload)
    {
        var probe = _probes.Of(head);

        // The gateway keeps the concurrency at one, but a client that leaves frees its place before its call is over.
        lock (probe)
        {
            return new PerEventBinding(definition, parameters, probe, keepState: false)
                .Handle(new StreamEvent(head.Sequence, payload, head.EventHeaders));
        }
    }

    private async Task HandleBatchAsync(HttpContext context)
    {
        var head = RequestHead.Read(context.Request, maxBodyBytes);
        var body = GC.AllocateUninitializedArray<byte>(head.BodyLength);
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        var writer = context.Response.BodyWriter;
        var unflushed = 0L;
        var binding = new BatchBinding(definition, parameters, _probes.Of(head));
        foreach (var output in binding.Handle(EventBody.Decode(body)))
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

    private static async Task AnswerAsync(HttpContext context, IReadOnlyList<StreamEvent> outputs)
    {
        context.Response.ContentLength = outputs.Sum(output => EventBody.SizeOf(output));
        foreach (var output in outputs)
        {
            EventBody.Write(context.Response.BodyWriter, output);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
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
