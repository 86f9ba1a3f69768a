using Eval.Systems.Sandboxes.Programs;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes.Programs;

public sealed class ElfFileTests
{
    [Fact]
    public void A_static_executable_loads_nothing()
    {
        ElfFile.IsStatic(ProbeProgram.Path).ShouldBeTrue();
        ElfFile.Interpreter(ProbeProgram.Path).ShouldBeNull();
    }

    [Fact]
    public async Task A_dynamic_one_names_its_loader_which_names_the_libraries()
    {
        ElfFile.IsStatic("/bin/ls").ShouldBeFalse();
        var loader = ElfFile.Interpreter("/bin/ls");
        loader.ShouldNotBeNull();
        File.Exists(loader).ShouldBeTrue();
        var libraries = await LoadedLibraries.OfAsync("/bin/ls", null, TestContext.Current.CancellationToken);

        libraries.ShouldContain(loader);
        libraries.ShouldContain(path => path.Contains("libc.so"));
        libraries.ShouldAllBe(path => File.Exists(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#!/bin/sh\n")]
    [InlineData("\u007fELF")]
    public void A_file_that_is_none_is_neither(string content)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, content);

        ElfFile.IsStatic(path).ShouldBeFalse();
        ElfFile.Interpreter(path).ShouldBeNull();
        File.Delete(path);
    }
}
