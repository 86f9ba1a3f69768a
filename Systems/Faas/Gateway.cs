using System.Net;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Yarp.ReverseProxy.Forwarder;

namespace Eval.Systems.Faas;

/// <summary>The platform's HTTP edge: requests for the function, and its account.</summary>
internal sealed class Gateway(RequestActivator activator, AccountBook book, IHttpForwarder forwarder)
{
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(1);

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
        book.Arrived();
        if (_endedStream is { } ended && context.Request.Headers[FaasProtocol.StreamHeader] == ended)
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
        context.Response.Headers[FaasProtocol.InstanceHeader] = turn.Instance.InstanceId;
        try
        {
            var error = await forwarder.SendAsync(
                context, "http://function", turn.Instance.Client, Forwarding, HttpTransformer.Default);
            if (error != ForwarderError.None)
            {
                var reason = await ReasonOfAsync(
                    turn.Instance, error, context.RequestAborted.IsCancellationRequested);
                if (!context.Response.HasStarted)
                {
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
    /// there start anew, so that every stream finds the same.</summary>
    public async Task EndAsync(HttpContext context)
    {
        _endedStream = context.Request.Headers[FaasProtocol.StreamHeader];
        await activator.ScaleToZeroAsync();
        var account = book.Take();

        // Where that fails the next stream finds none of them, and its own first start tells why.
        await activator.FillAsync();
        await context.Response.WriteAsJsonAsync(
            account, AccountJson.Default.GatewayAccount, cancellationToken: default);
    }

    /// <summary>A host that broke off has mostly died, which is known a moment later; until then it must not be given
    /// the next request. Where the caller is gone, its leaving is reason enough.</summary>
    private static async Task<string> ReasonOfAsync(
        IFunctionInstance instance, ForwarderError error, bool isGone)
    {
        if (!isGone)
        {
            await Task.WhenAny(instance.Exited, Task.Delay(DeathLimit));
        }

        return instance.Exited.IsCompleted
            ? $"the function host ended: {await instance.Exited}"
            : $"forwarding failed: {error}";
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(reason[..Math.Min(reason.Length, FaasProtocol.LongestReason)]);
    }
}
