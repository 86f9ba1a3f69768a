using System.Buffers.Binary;
using System.Security.Cryptography;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Doors;

/// <summary>The first bytes of a connection through a door with a token: preamble and <c>authorize</c>, and nothing of
/// what follows. They are read exactly, so that the rest passes untouched.</summary>
internal static class TokenCheck
{
    /// <summary>Whether the token is the right one; compared by digest, in constant time.</summary>
    public static async Task<bool> PassesAsync(Stream client, byte[] token, CancellationToken cancellation)
    {
        var head = new byte[Wire.Preamble.Length + Wire.PrefixBytes];
        if (await client.ReadAtLeastAsync(head, head.Length, false, cancellation).ConfigureAwait(false) < head.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(Wire.Preamble.Length));
        if (!head.AsSpan().StartsWith(Wire.Preamble) || head[^1] != (byte)FrameType.Authorize
            || length > Wire.MaximumTokenBytes)
        {
            return false;
        }

        var shown = new byte[length];
        var count = await client.ReadAtLeastAsync(shown, shown.Length, false, cancellation).ConfigureAwait(false);
        return count == shown.Length
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(shown), SHA256.HashData(token));
    }
}
