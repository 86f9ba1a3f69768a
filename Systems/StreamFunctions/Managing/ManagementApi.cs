using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>
/// The management API: HTTP on loopback, without a token, since whoever is on this machine could talk to the control
/// plane anyway. Nothing of a web server is loaded unless it is asked for.
/// </summary>
internal sealed class ManagementApi : IAsyncDisposable
{
    private const int MaximumBodyBytes = 64 * 1024;
    private const int MaximumConnections = 64;
    private static readonly TimeSpan HeaderLimit = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;

    private ManagementApi(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public int Port => new Uri(_application.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>Listens; when this completes, requests are answered.</summary>
    /// <param name="server">What is managed.</param>
    /// <param name="port">0: any free one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ManagementApi> StartAsync(IManagedServer server, int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaximumConnections;
            kestrel.Limits.RequestHeadersTimeout = HeaderLimit;
        });
        var application = builder.Build();
        application.Use(Answers.GuardAsync);
        var endpoints = new FunctionEndpoints(server);
        application.MapGet("/healthz", static context => Answers.TextAsync(context, "text/plain", "ok\n"));
        application.MapGet("/metrics", context => Answers.TextAsync(
            context, PrometheusText.ContentType, PrometheusText.Of(server.Metrics, server.Instances)));
        application.MapGet("/streams", context => Answers.JsonAsync(context, 200, server.Streams));
        application.MapGet("/instances", context => Answers.JsonAsync(context, 200, server.Instances));
        application.MapGet("/functions", context => Answers.JsonAsync(context, 200, server.Functions));
        application.MapPost("/functions", endpoints.DeployAsync);
        application.MapDelete("/functions/{name}", endpoints.RemoveAsync);
        await application.StartAsync(cancellation).ConfigureAwait(false);
        return new ManagementApi(application);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>The program ends this host; signals are not its business.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
