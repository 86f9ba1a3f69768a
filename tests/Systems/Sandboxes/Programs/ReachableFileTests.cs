using Eval.Systems.Sandboxes.Programs;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes.Programs;

/// <summary>Goal: a program that only its owner can read is copied once, and again when it has changed. Method: a
/// folder that only its owner may enter; write times that the test gives, where a clock's step would hide them.
/// </summary>
public sealed class ReachableFileTests : IDisposable
{
    private readonly DirectoryInfo _private = Directory.CreateTempSubdirectory("eval-private-");
    private readonly ReachableFile _reachable = new();

    private string Program => Path.Combine(_private.FullName, "program");

    public void Dispose()
    {
        _reachable.Dispose();
        _private.Delete(recursive: true);
    }

    [Fact]
    public void A_file_that_was_written_again_is_copied_again()
    {
        Write(Program, "first", second: 1);
        var first = _reachable.Of(Program);
        _reachable.Of(Program).ShouldBe(first);
        Write(Program, "second", second: 2);

        File.ReadAllText(_reachable.Of(Program)).ShouldBe("second");
        File.ReadAllText(first).ShouldBe("first", "boxes that run have it still");
    }

    /// <summary>Its own write time tells only of files that come and go.</summary>
    [Theory]
    [InlineData("library")]
    [InlineData("below/library")]
    public void A_folder_of_which_a_file_was_written_again_is_copied_again(string name)
    {
        var folder = Directory.CreateDirectory(Program).FullName;
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Write(file, "first", second: 1);
        var first = _reachable.Of(folder);
        _reachable.Of(folder).ShouldBe(first);
        Write(file, "second", second: 2);

        File.ReadAllText(Path.Combine(_reachable.Of(folder), name)).ShouldBe("second");
    }

    private static void Write(string path, string content, int second)
    {
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(second));
    }
}
