using CsCheck;
using Eval.Harness.Scenarios.Naming;
using Eval.Harness.Scenarios.Quantities;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("10s", "10s")]
    [InlineData("60s", "60s")]
    [InlineData("2m", "120s")]
    [InlineData("0.5s", "500ms")]
    [InlineData("24h", "24h")]
    [InlineData("1h", "3600s")]
    [InlineData("0.1us", "0.1us")]
    [InlineData("0s", "0s")]
    public void Durations_are_shown_in_one_short_form(string text, string shown) =>
        DurationText.Format(TimeSpan.FromTicks((long)DurationText.ParseTicks(text)!.Value)).ShouldBe(shown);

    [Fact]
    public void A_duration_survives_being_written_and_read() => Gen.Long[0, TimeSpan.TicksPerDay].Sample(ticks =>
        DurationText.ParseTicks(DurationText.Format(TimeSpan.FromTicks(ticks))) == ticks);

    [Fact]
    public void A_size_survives_being_written_and_read() => Gen.Long[0, 1L << 39].Sample(bytes =>
        SizeText.ParseBytes(SizeText.Format(bytes)) == bytes);

    [Theory]
    [InlineData("faas[isolation=docker]", "faas-isolation-docker")]
    [InlineData("  Größe 1 ", "gr-e-1")]
    [InlineData("---", "")]
    public void A_slug_has_only_letters_digits_and_inner_hyphens(string label, string slug) =>
        Slug.Of(label).ShouldBe(slug);
}
