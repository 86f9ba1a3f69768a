using System.Diagnostics;
using System.Net;
using Eval.Systems.Faas;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Yarp.ReverseProxy.Forwarder;

var options = GatewayOptions.Parse(args);
using var lifetime = new ParentLifetime();
var book = new AccountBook();
await using var activator = new RequestActivator(
    new ProcessHostLauncher(options), options.Limits, book, TimeProvider.System);

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
var gateway = new Gateway(activator, book, application.Services.GetRequiredService<IHttpForwarder>());
application.MapPost(FaasProtocol.EventRoute, gateway.ForwardAsync);
application.MapPost(FaasProtocol.BatchRoute, gateway.ForwardAsync);
application.MapGet(FaasProtocol.InstancesRoute, gateway.ListInstancesAsync);
application.MapPost(FaasProtocol.ScaleToZeroRoute, gateway.ScaleToZeroAsync);
await application.StartAsync();
await Console.Out.WriteLineAsync(
    $"ready {application.Urls.Single()} {VersionOf(typeof(WebApplication))} {VersionOf(typeof(IHttpForwarder))}");

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

static string VersionOf(Type type) =>
    FileVersionInfo.GetVersionInfo(type.Assembly.Location).ProductVersion!.Split('+')[0];
