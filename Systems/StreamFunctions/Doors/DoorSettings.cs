using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>Where a server listens for producers of other machines, and whom it lets in.</summary>
/// <param name="Listen">Address and port; port 0: any free one.</param>
/// <param name="Certificate">With its private key, for TLS; null: plain.</param>
/// <param name="Token">What a producer has to show first, in UTF-8; null: nothing.</param>
internal sealed record DoorSettings(IPEndPoint Listen, X509Certificate2? Certificate, byte[]? Token)
{
    /// <summary>How many connections beyond the cap are told so at a time; the others are closed without a word, since
    /// nobody knows yet who they are, and each would hold a descriptor.</summary>
    public const int MostRefused = 64;

    /// <summary>The most connections at once.</summary>
    public int Connections { get; init; } = 1024;

    /// <summary>The descriptors that such a door may hold: of each connection both sides, of one beyond the cap its
    /// own.</summary>
    public int Descriptors => (2 * Connections) + MostRefused;

    /// <summary>How long a connection may take for TLS and its token.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Why a server must not start so; empty: it may.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Token is { Length: 0 or > Sdk.Protocol.Wire.MaximumTokenBytes })
        {
            yield return $"a token has 1 to {Sdk.Protocol.Wire.MaximumTokenBytes} bytes, not {Token.Length}";
        }

        if (IPAddress.IsLoopback(Listen.Address))
        {
            yield break;
        }

        if (Token is null)
        {
            yield return $"{Listen} can be reached from other machines, so it needs a token (--token-from VARIABLE)";
        }

        if (Certificate is null)
        {
            yield return $"{Listen} can be reached from other machines, so it needs TLS (--certificate FILE)";
        }
    }
}
