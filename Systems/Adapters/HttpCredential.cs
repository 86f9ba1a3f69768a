using System.Net.Http.Headers;
using System.Text;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>What a function's requests are authorized with, and the keeper of its secret: no text that leaves an
/// adapter may hold it.</summary>
/// <param name="obtain">Gives the bearer token that is valid now, or null where requests carry none.</param>
internal sealed class HttpCredential(Func<CancellationToken, Task<string?>> obtain)
{
    private const string Mask = "***";

    /// <summary>Tokens so far, as they are and percent-encoded; a server may repeat an old one.</summary>
    private IReadOnlyList<string> _secrets = [];

    /// <summary>Requests without authorization.</summary>
    public static HttpCredential None { get; } = new(_ => Task.FromResult<string?>(null));

    /// <summary>The header of each request; null: none.</summary>
    public AuthenticationHeaderValue? Header { get; private set; }

    /// <summary>The longest secret, characters.</summary>
    public int LongestSecret => _secrets.Select(secret => secret.Length).DefaultIfEmpty(0).Max();

    /// <summary>The credential that the keys ask for.</summary>
    public static HttpCredential Of(SystemConfiguration configuration) => configuration.Text("auth") switch
    {
        "bearer" => new(_ => Task.FromResult<string?>(FromVariable(configuration.Text("token")))),
        "google-id-token" => new(new GoogleIdToken(AudienceOf(configuration)).ObtainAsync),
        _ => None,
    };

    /// <summary>Has a token that is valid now.</summary>
    /// <exception cref="SystemUnavailableException">There is none; the message says what is missing.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await obtain(cancellation) is not { } token || _secrets.Contains(token))
        {
            return;
        }

        _secrets = [.. _secrets.Append(token).Append(Uri.EscapeDataString(token)).Distinct()];
        Header = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The text without any secret that begins within its first characters; the rest, which may hold a part
    /// of one, is dropped.</summary>
    /// <param name="text">At most that many characters, and those of <see cref="LongestSecret"/>.</param>
    /// <param name="most">How many characters are looked at.</param>
    public string Redact(string text, int most = int.MaxValue)
    {
        var kept = new StringBuilder();
        for (var at = 0; at < Math.Min(text.Length, most);)
        {
            var position = at;
            var found = _secrets.FirstOrDefault(
                secret => string.CompareOrdinal(text, position, secret, 0, secret.Length) == 0);
            kept.Append(found is null ? text.AsSpan(at, 1) : Mask);
            at += found?.Length ?? 1;
        }

        return kept.ToString();
    }

    private static string FromVariable(string variable)
    {
        var token = Environment.GetEnvironmentVariable(variable)?.Trim();
        return string.IsNullOrEmpty(token)
            ? throw new SystemUnavailableException($"the environment variable {variable} is not set")
            : token.All(letter => letter is > ' ' and <= '~')
                ? token
                : throw new SystemUnavailableException(
                    $"the environment variable {variable} holds no token: blanks, or letters beyond ASCII");
    }

    private static string AudienceOf(SystemConfiguration configuration) =>
        configuration.Text("audience") is { Length: > 0 } audience ? audience : configuration.Text("url").TrimEnd('/');
}
