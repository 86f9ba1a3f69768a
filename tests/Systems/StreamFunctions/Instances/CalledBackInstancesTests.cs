using System.Runtime.Versioning;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Containers;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Instances;

/// <summary>Goal: nobody but the box and this user reaches the socket at which an instance calls back. Method: the
/// folders as the sandbox of containers leaves them, without an engine.</summary>
[SupportedOSPlatform("linux")]
public sealed class CalledBackInstancesTests
{
    private const UnixFileMode ForOthers =
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode ForGroup =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    [Fact]
    public async Task The_folder_that_is_mounted_is_open_and_the_one_around_it_is_not()
    {
        var owner = $"meeting-{Environment.ProcessId}";
        await using var sandbox = new DockerSandbox(
            new SandboxSettings { Owner = owner, ContainerEngine = new Uri("unix:///no/such.sock") });
        var instances = new CalledBackInstances(
            sandbox, new InstanceEnvironment(new Dictionary<string, string>()), owner);
        string folder;
        using (instances.Start(new FunctionStage("/bin/true", []), "i-1"))
        {
            folder = Directory.GetDirectories(Path.GetTempPath(), $"{owner}-*").ShouldHaveSingleItem();
            var socket = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();

            (File.GetUnixFileMode(folder) & (ForOthers | ForGroup)).ShouldBe(UnixFileMode.None);
            (File.GetUnixFileMode(Path.GetDirectoryName(socket)!) & ForOthers).ShouldBe(ForOthers);
            File.GetUnixFileMode(socket).HasFlag(UnixFileMode.OtherWrite).ShouldBeTrue();
        }

        Directory.Exists(folder).ShouldBeFalse();
    }
}
