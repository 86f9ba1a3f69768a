using System.Diagnostics;
using Eval.Systems.HostBuilds;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>The compiled floor, tests/Floor/floor.c.</summary>
/// <param name="Path">The executable.</param>
/// <param name="Compiler">What it was made with; it belongs onto every figure.</param>
internal sealed record FloorProgram(string Path, string Compiler)
{
    private static readonly string[] Compilers = ["musl-gcc", "gcc"];

    /// <summary>Compiles it into that folder, with musl-gcc where that is found.</summary>
    /// <exception cref="IOException">There is no compiler, or it fails.</exception>
    public static FloorProgram Compile(Workspace workspace)
    {
        var source = System.IO.Path.Combine(BuildFacts.SourceRoot(), "tests", "Floor", "floor.c");
        var output = workspace.PathOf("floor");
        foreach (var compiler in Compilers.Where(IsOnPath))
        {
            using var process = Process.Start(compiler, ["-static", "-O2", "-o", output, source]);
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return new FloorProgram(output, $"{compiler} -static -O2");
            }
        }

        throw new IOException("the floor cannot be compiled: apt-get install musl-tools gcc");
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(System.IO.Path.Combine(folder, program)));
}
