using Eval.Harness.Presentation.Storage;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Storage;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_write_that_fails_halfway_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("estimates.csv");
        AtomicFile.Write(path, "old"u8.ToArray());

        Should.Throw<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("new but torn"u8);
            throw new IOException("disk full");
        }));

        File.ReadAllText(path).ShouldBe("old");
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void A_whole_write_replaces_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("report.md");
        AtomicFile.Write(path, "a longer old text"u8.ToArray());

        AtomicFile.Write(path, "new"u8.ToArray());

        File.ReadAllText(path).ShouldBe("new");
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }
}
