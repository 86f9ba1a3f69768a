using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Faas;

/// <summary>Asks a host that broke off whether it is still there.</summary>
internal static class LifeQuestion
{
    private static readonly TimeSpan BusyLimit = TimeSpan.FromSeconds(1);

    /// <summary>Whether nobody is at the host's socket any more, for which the kernel vouches: a host that is only busy
    /// is not gone. Bounded in time, never faults.</summary>
    public static async Task<bool> IsGoneAsync(HttpMessageInvoker host)
    {
        using var limit = new CancellationTokenSource(BusyLimit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://function" + FaasProtocol.ReadyRoute);
            using var response = await host.SendAsync(request, limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            // Somebody holds the socket open, and is too busy to answer.
            return false;
        }
        catch (Exception gone) when (gone is HttpRequestException or ObjectDisposedException)
        {
            return true;
        }
    }
}
