using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Eval.Tests.Architecture;

public sealed class NamespaceTests
{
    [Fact]
    public void The_namespace_is_the_folder() =>
        Repository.Sources
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
                .Select(found => (file.Path, Name: found.Name.ToString(), file.ExpectedNamespace)))
            .Where(found => found.Name != found.ExpectedNamespace)
            .ShouldBeEmpty();

    [Fact]
    public void Types_live_in_namespaces() =>
        Repository.Sources
            .Where(file => file.Syntax.ChildNodes().Any(node => node is BaseTypeDeclarationSyntax))
            .Select(file => file.Path).ShouldBeEmpty();
}
