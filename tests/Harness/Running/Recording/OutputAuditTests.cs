using Eval.Harness.Running.Recording;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running.Recording;

/// <summary>Right, wrong, missing, surplus and swapped outputs against the oracle.</summary>
public sealed class OutputAuditTests
{
    private static readonly IReadOnlyList<IReadOnlyList<UInt128>> Expected = [[10, 11], [], [20]];

    [Fact]
    public void Everything_back_in_any_order_of_sequences_is_right()
    {
        var check = Check((2, 20), (0, 10), (0, 11));

        check.IsRight.ShouldBeTrue();
        check.FirstWrong.ShouldBeNull();
    }

    [Fact]
    public void A_wrong_byte_is_found_with_its_sequence()
    {
        var check = Check((0, 10), (0, 11), (2, 21));

        check.IsRight.ShouldBeFalse();
        check.FirstWrong.ShouldBe(2);
        check.Matching.ShouldBe(2);
    }

    [Fact]
    public void Two_outputs_of_one_input_that_are_swapped_are_wrong() =>
        Check((0, 11), (0, 10), (2, 20)).FirstWrong.ShouldBe(0);

    [Fact]
    public void A_missing_output_is_wrong() => Check((0, 10), (2, 20)).IsRight.ShouldBeFalse();

    [Fact]
    public void A_surplus_output_is_wrong() => Check((0, 10), (0, 11), (1, 9), (2, 20)).IsRight.ShouldBeFalse();

    private static Eval.Harness.Model.OutputCheck Check(params (long Sequence, int Hash)[] returned) =>
        OutputAudit.Check(
            Expected,
            [.. returned.Select(item => new ReturnedOutput(item.Sequence, 1, (UInt128)item.Hash))],
            returned.Length);
}
