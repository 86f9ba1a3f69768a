using Eval.Harness.Presentation.Formatting;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Formatting;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a|b\nc", "a\\|b c")]
    [InlineData("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;")]
    [InlineData("_t0_ns_", "\\_t0_ns\\_")]
    [InlineData("[x](y)", "\\[x\\](y)")]
    [InlineData("`*_\\", "\\`\\*\\_\\\\")]
    public void Escaped_text_reads_as_it_was(string text, string markdown) =>
        Markdown.Escape(text).ShouldBe(markdown);

    [Fact]
    public void A_cell_cannot_end_its_table() =>
        new Markdown().Table(["h"], [["x |\n\n# y"]]).ToString().ShouldBe("| h |\n| --- |\n| x \\|  \\# y |\n");
}
