using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Architecture;

/// <summary>Words that must not occur. They are written here in two halves, so that this file does not accuse itself.
/// </summary>
public sealed class ForbiddenTextTests
{
    private const string Printing = "Console" + @"\.(Write|Out\b|Error\b|OpenStandard(Output|Error))";

    [Theory]
    [InlineData(@"\bTO" + @"DO\b")]
    [InlineData(@"\bFIX" + @"ME\b")]
    [InlineData(@"\bHA" + @"CK\b")]
    [InlineData("NotImplemented" + "Exception")]
    public void No_file_leaves_work_for_later(string pattern) => Places(Repository.Sources, pattern).ShouldBeEmpty();

    [Fact]
    public void No_test_is_switched_off() =>
        Places(Repository.Sources.Where(file => file.IsTest), @"\bSk" + @"ip\s*=").ShouldBeEmpty();

    [Fact]
    public void Only_the_command_line_prints()
    {
        var others = Repository.Product.Where(file => !IsIn(file, "Harness/Cli")).ToList();

        Places(others, "Ansi" + "Console").ShouldBeEmpty();
        Places(others.Where(file => !IsProgram(file)), Printing).ShouldBeEmpty();
        Places(others, "Console" + @"\.Write").ShouldBeEmpty();
    }

    private static IEnumerable<string> Places(IEnumerable<SourceFile> files, string pattern) =>
        files.SelectMany(file => file.Lines
            .Select((line, index) => (Text: line, Place: $"{file.Path}:{index + 1}"))
            .Where(line => Regex.IsMatch(line.Text, pattern))
            .Select(line => line.Place));

    /// <summary>A program that is started by an adapter talks to it over its own standard output.</summary>
    private static bool IsProgram(SourceFile file) =>
        Repository.Projects.Any(project => project.IsProgram && IsIn(file, project.Folder));

    private static bool IsIn(SourceFile file, string folder) =>
        file.Path.StartsWith(folder + "/", StringComparison.Ordinal);
}
