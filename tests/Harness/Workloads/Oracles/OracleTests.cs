using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Oracles;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Oracles;

public sealed class OracleTests
{
    [Theory]
    [InlineData("ff0000", "555555")]
    [InlineData("ffffff", "ffffff")]
    [InlineData("000001" + "000003" + "010204", "000000" + "010101" + "020202")]
    [InlineData("0a141e07", "14141407")]
    [InlineData("", "")]
    public void Grayscale_expects_what_a_hand_computes(string rgb, string gray) =>
        Convert.ToHexStringLower(
                new GrayscaleOracle().Outputs(Convert.FromHexString(rgb)).ShouldHaveSingleItem())
            .ShouldBe(gray);

    [Fact]
    public void A_function_without_an_oracle_is_answered_with_those_that_have_one() =>
        Should.Throw<KeyNotFoundException>(() => OracleCatalog.Find("sepia")).Message.ShouldContain("grayscale");

    [Fact]
    public void Each_event_expects_the_hash_of_its_own_output()
    {
        var stream = Specs.Stream(Specs.Video(2, 2, 3), 8, 1);
        var oracle = new GrayscaleOracle();

        var expected = ExpectedOutputs.Of(stream, oracle);

        expected.Inputs.ShouldBe(8);
        expected.Total.ShouldBe(8);
        for (var i = 0; i < 8; i++)
        {
            expected[i].ShouldBe([PayloadHash.Of(oracle.Outputs(stream.Payload(i).Span)[0])]);
        }

        expected[7].ShouldBe(expected[1]);
        expected[0].ShouldNotBe(expected[1]);
    }

    [Fact]
    public void A_wrong_bit_changes_the_hash()
    {
        var payload = new byte[57_600];
        var right = PayloadHash.Of(payload);
        payload[57_599] ^= 1;

        PayloadHash.Of(payload).ShouldNotBe(right);
    }
}
