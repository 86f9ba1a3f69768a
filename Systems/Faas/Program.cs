using System.Diagnostics;
using System.Net;
using Eval.Systems.Faas;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Ladder;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Yarp.ReverseProxy.Forwarder;

var options = GatewayOptions.Parse(args);
using var lifetime = new ParentLifetime();
var book = new AccountBook();
await using var sandbox = await PreparedAsync(options, lifetime.Ended);
if (sandbox is null)
{
    return 1;
}

await using var activator = new RequestActivator(
    new HostLauncher(options, sandbox), options.Limits, book, TimeProvider.System);
if (await activator.FillAsync() is { } failure)
{
    await Console.Error.WriteLineAsync($"an instance that must always be there is not: {failure}");
    return 1;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddHttpForwarder();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
    kestrel.Listen(IPAddress.Loopback, 0);
});
await using var application = builder.Build();
var gateway = new Gateway(
    activator, book, options.AreShared ? new StreamPages() : null,
    application.Services.GetRequiredService<IHttpForwarder>());
application.MapPost(FaasProtocol.EventRoute, gateway.ForwardAsync);
application.MapPost(FaasProtocol.ReplayRoute, gateway.ForwardAsync);
application.MapPost(FaasProtocol.BatchRoute, gateway.ForwardAsync);
application.MapGet(FaasProtocol.InstancesRoute, gateway.ListInstancesAsync);
application.MapPost(FaasProtocol.EndRoute, gateway.EndAsync);
await application.StartAsync();
await Console.Out.WriteLineAsync(
    $"ready {application.Urls.Single()} {VersionOf(typeof(WebApplication))} {VersionOf(typeof(IHttpForwarder))}"
    + $" {string.Join('|', sandbox.Relaxed.Union(HostLauncher.Relaxed(options)))}");

try
{
    await Task.Delay(Timeout.Infinite, lifetime.Ended);
}
catch (OperationCanceledException)
{
    // The parent is gone: first the instances end, and clients that still wait see their connections close.
    await activator.DisposeAsync();
    await application.StopAsync(new CancellationToken(canceled: true));
}

return 0;

static async Task<ISandbox?> PreparedAsync(GatewayOptions options, CancellationToken cancellation)
{
    try
    {
        var settings = options.Box.Settings with { Programs = [HostLauncher.Program(options)] };
        var sandbox = SandboxCatalog.Create(options.Box.Isolation, settings);
        await sandbox.PrepareAsync(cancellation);
        return sandbox;
    }
    catch (SandboxException failure)
    {
        // Whoever started this program shows what it said last.
        await Console.Error.WriteLineAsync(failure.Message);
        return null;
    }
}

static string VersionOf(Type type) =>
    FileVersionInfo.GetVersionInfo(type.Assembly.Location).ProductVersion!.Split('+')[0];
