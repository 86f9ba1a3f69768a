using System.Globalization;
using Eval.Systems.FaasHost.Keeping;
using Eval.Systems.Functions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;

namespace Eval.Systems.FaasHost;

/// <summary>
/// One instance's HTTP server. It has no logging, configuration, routing or middleware, since each would be paid at
/// every cold start.
/// </summary>
internal static class FunctionServer
{
    // Above the longest idle timeout that can be asked for, which is a day.
    private static readonly TimeSpan LongerThanAnyIdling = TimeSpan.FromDays(7);

    private const UnixFileMode Everybody = (UnixFileMode)0b110_110_110;

    /// <summary>Serves until the gateway lets go. Gives the process's exit code.</summary>
    public static int Run(HostArguments arguments, long mainNs)
    {
        using var lifeline = Lifeline.Open(arguments.Lifeline);
        try
        {
            SelfHardening.Apply();
            var definition = FunctionCatalog.Find(arguments.Function);
            var parameters = new FunctionParameters(arguments.Parameters);
            var endpoint = new FunctionEndpoint(
                definition,
                parameters,
                StateKeeping.At(arguments.State, arguments.Store, definition, parameters),
                arguments.MaxBodyBytes);
            Start(arguments, endpoint);
        }
        catch (Exception failure) when (
            failure is HostStartException or FormatException
                or KeyNotFoundException or IOException or InvalidOperationException)
        {
            lifeline.Failed(failure.Message);
            return 1;
        }

        lifeline.Ready(mainNs, MonotonicClock.NowNs);

        // The main thread has nothing else to do, so the wait for the end costs no thread.
        lifeline.WaitForEnd();
        return 0;
    }

    private static void Start(HostArguments arguments, FunctionEndpoint endpoint)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var inherited = ulong.TryParse(
            arguments.Socket, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = arguments.MaxBodyBytes;

            // Connections are the gateway's to close: one that it opened to ask for readiness serves a later event.
            kestrel.Limits.KeepAliveTimeout = LongerThanAnyIdling;
            if (inherited)
            {
                kestrel.ListenHandle(descriptor);
            }
            else
            {
                kestrel.ListenUnixSocket(arguments.Socket);
            }
        });
        var application = builder.Build();
        application.Run(endpoint.HandleAsync);
        application.StartAsync().GetAwaiter().GetResult();
        if (!inherited)
        {
            // The gateway may be another user than this host, and connecting takes the right to write to the socket.
            File.SetUnixFileMode(arguments.Socket, Everybody);
        }
    }
}
