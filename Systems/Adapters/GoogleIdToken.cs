using Eval.Systems.Abstractions;
using Google.Apis.Auth.OAuth2;

namespace Eval.Systems.Adapters;

/// <summary>Id tokens of the account that Google's libraries find here (application default credentials: the key file
/// in GOOGLE_APPLICATION_CREDENTIALS, or the metadata server of a machine at Google), as Cloud Run asks for.</summary>
/// <param name="audience">Whom they are made out to.</param>
internal sealed class GoogleIdToken(string audience)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private OidcToken? _token;

    /// <summary>A token that is valid for some minutes at least; the library keeps it until it is about to expire.
    /// </summary>
    /// <exception cref="SystemUnavailableException">There is no account, or it may not have one.</exception>
    public async Task<string?> ObtainAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            _token ??= await CreateAsync(limit.Token);
            return await _token.GetAccessTokenAsync(limit.Token);
        }
#pragma warning disable CA1031 // The library throws what its transports throw; each means that there is no token.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new SystemUnavailableException(
                $"no Google id token for {audience}: {failure.Message}; set GOOGLE_APPLICATION_CREDENTIALS to the key "
                + "file of a service account, or run on a machine at Google",
                failure);
        }
    }

    private async Task<OidcToken> CreateAsync(CancellationToken cancellation)
    {
        var account = await GoogleCredential.GetApplicationDefaultAsync(cancellation);
        return await account.GetOidcTokenAsync(OidcTokenOptions.FromTargetAudience(audience), cancellation);
    }
}
