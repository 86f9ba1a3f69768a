using System.Net;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Yarp.ReverseProxy.Forwarder;

namespace Eval.Systems.Faas;

/// <summary>The platform's HTTP edge: requests for the function, and its account.</summary>
/// <param name="activator">Starts and ends instances.</param>
/// <param name="book">Of streams that come one after the other.</param>
/// <param name="pages">Of streams that share the instances; null: each stream has them alone.</param>
/// <param name="forwarder">Hands requests over.</param>
internal sealed class Gateway(
    RequestActivator activator, AccountBook book, StreamPages? pages, IHttpForwarder forwarder)
{
    // The activity timeout bounds how long a host may stay silent in the middle of a request.
    private static readonly ForwarderRequestConfig Forwarding = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = TimeSpan.FromSeconds(100),
    };

    private volatile string? _endedStream;

    /// <summary>Waits for the request's turn and forwards it.</summary>
    public async Task ForwardAsync(HttpContext context)
    {
        var stream = context.Request.Headers[FaasProtocol.StreamHeader].ToString();
        book.Arrived();
        pages?.Arrived(stream);
        if (_endedStream is { } ended && stream == ended)
        {
            await RefuseAsync(context, StatusCodes.Status410Gone, "the stream has ended");
            return;
        }

        var turn = await activator.EnterAsync(context.RequestAborted);
        if (turn.Instance is null)
        {
            await RefuseAsync(context, turn.Status, turn.Refusal!);
            return;
        }

        book.Served();
        pages?.Served(stream, turn.Instance);
        context.Response.Headers[FaasProtocol.InstanceHeader] = turn.Instance.InstanceId;
        try
        {
            var error = await forwarder.SendAsync(
                context, "http://function", turn.Instance.Client, Forwarding, HttpTransformer.Default);
            if (error != ForwarderError.None)
            {
                var end = await activator.DoubtAsync(turn);
                if (!context.Response.HasStarted)
                {
                    var reason = end is null ? $"forwarding failed: {error}" : $"the function host ended: {end}";
                    await RefuseAsync(context, context.Response.StatusCode, reason);
                }
            }
        }
        finally
        {
            activator.Leave(turn);
        }
    }

    /// <summary>The instances that exist now.</summary>
    public async Task ListInstancesAsync(HttpContext context) =>
        await context.Response.WriteAsJsonAsync(
            activator.Instances, AccountJson.Default.IReadOnlyListInstanceAccount, cancellationToken: default);

    /// <summary>Ends a stream: what still comes of it is refused, all instances end, and those that must always be
    /// there start anew, so that every stream finds the same. Where streams share the instances these live on, and what
    /// is told of the stream is its own; without a stream's name all instances end.</summary>
    public async Task EndAsync(HttpContext context)
    {
        var stream = context.Request.Headers[FaasProtocol.StreamHeader].ToString();
        if (pages is not null && stream.Length > 0)
        {
            await context.Response.WriteAsJsonAsync(
                await pages.TakeAsync(stream), AccountJson.Default.GatewayAccount, cancellationToken: default);
            return;
        }

        _endedStream = stream.Length > 0 ? stream : null;
        await activator.ScaleToZeroAsync();
        var account = book.Take();

        // Where that fails the next stream finds none of them, and its own first start tells why.
        await activator.FillAsync();
        await context.Response.WriteAsJsonAsync(
            account, AccountJson.Default.GatewayAccount, cancellationToken: default);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(reason[..Math.Min(reason.Length, FaasProtocol.LongestReason)]);
    }
}
