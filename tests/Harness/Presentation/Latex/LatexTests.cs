using Eval.Harness.Presentation.Latex;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Latex;

/// <summary>Goal: what a paper includes compiles, whatever labels say.</summary>
public sealed class LatexTests
{
    [Theory]
    [InlineData("a_b & 50 % {x} $1 #2", "a\\_b \\& 50 \\% \\{x\\} \\$1 \\#2")]
    [InlineData("\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}")]
    [InlineData(
        "≤ 1 ms\n~^|<>",
        "$\\leq$ 1 ms \\textasciitilde{}\\textasciicircum{}\\textbar{}\\textless{}\\textgreater{}")]
    public void Nothing_in_a_text_is_obeyed(string text, string expected) =>
        LatexText.Escape(text).ShouldBe(expected);

    [Theory]
    [InlineData("stream-function", "StreamFunction")]
    [InlineData("10 s", "OneZeroS")]
    [InlineData("faas[maxInstances=4]", "FaasMaxInstancesFour")]
    [InlineData("é\\", "")]
    public void A_name_has_letters_alone(string text, string expected) => LatexText.Name(text).ShouldBe(expected);

    [Fact]
    public void The_table_has_a_row_a_cell()
    {
        var table = ResultsTabular.Render(SampleRun.Create());

        table.ShouldContain("\\toprule\n");
        table.ShouldEndWith("\\bottomrule\n\\end{tabular}\n");
        table.Split('\n').Where(line => line.Contains(" & ")).ShouldAllBe(line => line.Split(" & ").Length == 6);
        table.ShouldContain("\nstream-function & ".Insert(1, "10 s & "));
    }

    [Fact]
    public void Labels_that_differ_in_signs_alone_have_macros_of_their_own()
    {
        var names = HeadlineMacros.Render(HostileRun.Create()).Split('\n')
            .Where(line => line.StartsWith("\\newcommand"))
            .Select(line => line.Split('{', '}')[1]).ToList();

        names.Count.ShouldBeGreaterThan(1);
        names.ShouldBeUnique();
        names.ShouldAllBe(name => name.Skip(1).All(char.IsAsciiLetter));
    }
}
