namespace Eval.Systems.HostBuilds;

/// <summary>The command that compiles a host: everything it writes goes outside of the checkout.</summary>
internal static class PublishArguments
{
    /// <summary>Arguments for dotnet; all paths absolute. Each variant has its own artifacts, since a stale
    /// runtimeconfig of another would be published silently.</summary>
    public static IReadOnlyList<string> Of(string projectFile, string mode, string artifacts, string output)
    {
        List<string> arguments =
        [
            "publish", projectFile, "-c", "Release", "-r", "linux-x64", "--artifacts-path", artifacts, "-o", output,
            "-nologo", "-nodeReuse:false", "-tl:off", "-v:minimal",
            $"-p:EvalBuild={mode}",
            "-p:UseSharedCompilation=false",

            // The packages are there since the solution was built: no audit, which needs the network, and no second
            // analysis of the same sources.
            "-p:NuGetAudit=false",
            "-p:RunAnalyzers=false",
        ];
        if (mode == "aot" && BuildMode.Linker() is { } linker)
        {
            arguments.Add($"-p:CppCompilerAndLinker={linker}");
        }

        return arguments;
    }
}
