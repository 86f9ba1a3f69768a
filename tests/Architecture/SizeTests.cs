using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Eval.Tests.Architecture;

public sealed class SizeTests
{
    private const int FileLines = 400;
    private const int MedianLines = 45;
    private const int NinetiethPercentileLines = 180;
    private const int FunctionLines = 70;
    private const int Columns = 120;
    private const int PortLines = 30;
    private const int AdapterLines = 120;

    [Fact]
    public void No_file_is_long() => LongerThan(FileLines, Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void Half_of_the_files_hold_a_single_short_idea()
    {
        var lengths = Repository.Product.Select(file => file.Lines.Count).Order().ToArray();

        lengths[lengths.Length / 2].ShouldBeLessThanOrEqualTo(MedianLines);
        lengths[lengths.Length * 9 / 10].ShouldBeLessThanOrEqualTo(NinetiethPercentileLines);
    }

    [Fact]
    public void No_line_needs_scrolling() =>
        Repository.Sources
            .SelectMany(file => file.Lines.Select((line, index) => (file.Path, Line: index + 1, line.Length)))
            .Where(line => line.Length > Columns)
            .Select(line => $"{line.Path}:{line.Line} has {line.Length} columns").ShouldBeEmpty();

    [Fact]
    public void Every_function_fits_on_a_screen() =>
        Repository.Sources.SelectMany(file => FunctionsOf(file.Syntax))
            .Select(function => (Node: function, Lines: LinesOf(function)))
            .Where(function => function.Lines > FunctionLines)
            .Select(function => $"{Place(function.Node)} has {function.Lines} lines").ShouldBeEmpty();

    [Fact]
    public void A_port_is_learned_at_a_glance() =>
        LongerThan(PortLines, Repository.Product.Where(IsPort)).ShouldBeEmpty();

    [Fact]
    public void An_adapter_holds_no_logic_of_its_own() =>
        LongerThan(AdapterLines, Repository.Product.Where(file =>
            file.Folder == "Systems/Adapters" && file.Name.EndsWith("System.cs", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    private static bool IsPort(SourceFile file) =>
        file.Name is ['I', var second, ..] && char.IsUpper(second)
        && file.Syntax.DescendantNodes().OfType<InterfaceDeclarationSyntax>().Any();

    private static IEnumerable<SyntaxNode> FunctionsOf(SyntaxNode syntax) => syntax.DescendantNodes()
        .Where(node => node
            is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax);

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Place(SyntaxNode node) =>
        $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<string> LongerThan(int limit, IEnumerable<SourceFile> files) =>
        files.Where(file => file.Lines.Count > limit).Select(file => $"{file.Path} has {file.Lines.Count} lines");
}
