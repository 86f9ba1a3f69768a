using System.Runtime.Versioning;
using Eval.Systems.HostBuilds;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.HostBuilds;

[SupportedOSPlatform("linux")]
public sealed class CacheFolderTests
{
    [Theory]
    [InlineData("/chosen", "/shared", "/chosen")]
    [InlineData("", "/shared", "/shared/eval")]
    [InlineData(null, "/shared", "/shared/eval")]
    public void The_variable_of_our_own_comes_before_the_shared_one(string? own, string? shared, string expected) =>
        CacheFolder.Locate(name => name == "EVAL_CACHE" ? own : shared).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("not/absolute")]
    public void Without_a_usable_variable_it_is_a_temporary_folder_of_the_users_own(string? shared)
    {
        var folder = CacheFolder.Locate(name => name == "EVAL_CACHE" ? null : shared);

        folder.ShouldStartWith(Path.GetTempPath());
        folder.ShouldEndWith(Environment.UserName);
    }

    [Fact]
    public void A_cache_that_others_could_write_is_closed_to_them()
    {
        var folder = Directory.CreateTempSubdirectory("eval-cache-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);

        CacheFolder.Ensure(folder);

        var writableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        (File.GetUnixFileMode(folder) & writableByOthers).ShouldBe(UnixFileMode.None);
        Directory.Delete(folder);
    }
}
