using CsCheck;
using Eval.Systems.Adapters;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Goal: whatever a server says back, no part of the secret that is long enough to matter gets out.</summary>
public sealed class HttpCredentialTests
{
    private const string Secret = "abcDEF0123456789+/=xyz";

    [Fact]
    public async Task Nothing_of_a_secret_is_left_wherever_it_stands_and_wherever_the_text_is_cut()
    {
        var credential = new HttpCredential(_ => Task.FromResult<string?>(Secret));
        await credential.RefreshAsync(TestContext.Current.CancellationToken);
        var words = Gen.OneOf(
            Gen.Const(Secret),
            Gen.Const(Uri.EscapeDataString(Secret)),
            Gen.String[Gen.Char[" <>:{}"], 0, 40]);

        Gen.Select(words.Array[0, 12], Gen.Int[1, 200]).Sample((parts, most) =>
        {
            // A reader stops after that many bytes, in the middle of whatever is there.
            var text = string.Concat(parts);
            var read = text[..Math.Min(text.Length, most + credential.LongestSecret)];
            var shown = credential.Redact(read, most);
            return Enumerable.Range(0, Secret.Length - 3).All(i => !shown.Contains(Secret[i..(i + 4)]));
        });
    }

    [Fact]
    public async Task A_token_that_was_replaced_is_still_kept_secret()
    {
        var tokens = new Queue<string>(["first-token", "second-token"]);
        var credential = new HttpCredential(_ => Task.FromResult<string?>(tokens.Dequeue()));
        await credential.RefreshAsync(TestContext.Current.CancellationToken);
        await credential.RefreshAsync(TestContext.Current.CancellationToken);

        credential.Header!.Parameter.ShouldBe("second-token");
        credential.Redact("first-token second-token").ShouldBe("*** ***");
    }
}
