using System.Net;
using System.Net.Sockets;
using Eval.Systems.Sandboxes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Eval.Tests.Benchmarks.Platform;

/// <summary>The least that a gateway on Kestrel and YARP can be: it forwards whatever comes to one Unix socket.
/// </summary>
internal static class YarpHop
{
    /// <summary>The verb of the process that it runs in.</summary>
    public const string Verb = "yarp-hop";

    private static readonly ForwarderRequestConfig Forwarding = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Serves until the parent closes its standard input.</summary>
    public static async Task<int> RunAsync(string socket)
    {
        using var lifetime = new ParentLifetime();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = async (_, cancellation) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            },
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var application = builder.Build();
        var forwarder = application.Services.GetRequiredService<IHttpForwarder>();
        application.Run(async context =>
            _ = await forwarder.SendAsync(context, "http://function", client, Forwarding, HttpTransformer.Default));
        await application.StartAsync();
        await Console.Out.WriteLineAsync($"ready {application.Urls.Single()}");
        try
        {
            await Task.Delay(Timeout.Infinite, lifetime.Ended);
        }
        catch (OperationCanceledException)
        {
            // The parent is done.
        }

        return 0;
    }
}
