using System.Text;
using Eval.Systems.Sdk.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: an error's text keeps its bound on both sides, and is never cut within a character.</summary>
public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("a", 4096)]
    [InlineData("ä", 2048)]
    [InlineData("€", 1365)]
    [InlineData("🦊", 1024)]
    public void A_long_text_is_cut_between_two_characters(string character, int kept)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(character, 5_000)));

        Encoding.UTF8.GetString(ErrorText.Cut(text))
            .ShouldBe(string.Concat(Enumerable.Repeat(character, kept)));
    }

    [Fact]
    public void A_short_text_stays_and_what_is_no_text_is_bounded_too()
    {
        ErrorText.Cut("short"u8).ToArray().ShouldBe("short"u8.ToArray());
        ErrorText.Cut(Enumerable.Repeat((byte)0x80, 9_000).ToArray()).Length.ShouldBeInRange(4_000, 4_096);
    }
}
