using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Eval.Systems.Adapters;

/// <summary>An HTTP server on loopback that answers each request with its own body.</summary>
internal sealed class LoopbackEcho : IDisposable
{
    private const int MostTries = 5;

    private readonly HttpListener _listener;

    private LoopbackEcho(HttpListener listener, Uri address)
    {
        (_listener, Address) = (listener, address);
        _ = ServeAsync();
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts one on a free port.</summary>
    /// <exception cref="HttpListenerException">Each free port was taken by somebody else at once.</exception>
    public static LoopbackEcho Start()
    {
        for (var tries = 1; ; tries++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return new LoopbackEcho(listener, new Uri(address));
            }
            catch (HttpListenerException) when (tries < MostTries)
            {
                listener.Close();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The warm-up is over.
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            context.Response.ContentLength64 = context.Request.ContentLength64;
            await context.Request.InputStream.CopyToAsync(context.Response.OutputStream);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Its client has given up.
        }
    }
}
