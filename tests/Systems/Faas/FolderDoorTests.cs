using System.Runtime.Versioning;
using Eval.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: what a sandbox opens to its box's user is open to no other.</summary>
[SupportedOSPlatform("linux")]
public sealed class FolderDoorTests
{
    [Fact]
    public void What_is_shared_is_in_a_folder_that_only_its_owner_may_enter()
    {
        var parent = Directory.CreateTempSubdirectory("evd-").FullName;
        var folder = Path.Combine(parent, "f");
        using (var door = new FolderDoor(folder))
        {
            var shared = door.SharedFolder.ShouldNotBeNull();

            Path.GetDirectoryName(shared).ShouldBe(folder);
            Path.GetDirectoryName(door.Socket).ShouldBe(shared);
            File.GetUnixFileMode(folder)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Exists(folder).ShouldBeFalse();
        Directory.Delete(parent);
    }
}
