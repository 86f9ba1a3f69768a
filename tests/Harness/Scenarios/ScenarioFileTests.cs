using System.Text;
using Eval.Harness.Scenarios;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

public sealed class ScenarioFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    private string FilePath => Path.Combine(_folder.FullName, "f.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_read_with_and_without_a_byte_order_mark()
    {
        File.WriteAllText(FilePath, Fixture.Minimal, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        ScenarioReader.ReadFile(FilePath, Fixture.Vocabulary).Errors.ShouldBeEmpty();

        File.WriteAllText(FilePath, Fixture.Minimal, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        ScenarioReader.ReadFile(FilePath, Fixture.Vocabulary).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_located()
    {
        File.WriteAllBytes(FilePath, [.. "schema: 1\nname: é"u8, 0xE9, .. "\nseed: 1"u8]);
        OnlyError().ShouldBe($"{FilePath}:2:8: not UTF-8 from here on; save the file as UTF-8");

        File.WriteAllBytes(FilePath, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("schema: 1")]);
        OnlyError().ShouldBe($"{FilePath}:1:1: not UTF-8 from here on; save the file as UTF-8");
    }

    [Fact]
    public void A_file_beyond_one_mebibyte_is_refused()
    {
        File.WriteAllText(FilePath, Fixture.Minimal + "\n#" + new string('x', 1 << 20));
        OnlyError().ShouldBe($"{FilePath}:1:1: larger than 1048576 bytes, the most that a scenario may have");
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_an_error()
    {
        OnlyError().ShouldStartWith($"{FilePath}:1:1: cannot be read: ");
        Directory.CreateDirectory(FilePath);
        OnlyError().ShouldBe($"{FilePath}:1:1: is a folder, and a scenario is a file");
        ScenarioReader.ReadFile("", Fixture.Vocabulary).Errors.ShouldHaveSingleItem();
    }

    private string OnlyError() =>
        ScenarioReader.ReadFile(FilePath, Fixture.Vocabulary).Errors.ShouldHaveSingleItem().ToString();
}
