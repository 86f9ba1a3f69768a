using System.Diagnostics;
using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;
using Shouldly;

namespace Eval.Tests.Systems.Sandboxes.Probing;

/// <summary>The program that tries everything from inside a box: static, so that a box needs nothing else.</summary>
internal static class ProbeProgram
{
    private static readonly Lazy<string> Compiled = new(() => Compile("probe"));
    private static readonly Lazy<string> CompiledFunction = new(() => Compile("function"));

    /// <summary>Its path, compiled at the first use.</summary>
    public static string Path
    {
        get
        {
            RealPart.Require("gcc", "gcc");
            return Compiled.Value;
        }
    }

    /// <summary>The path of a stream function that goes wrong on demand.</summary>
    public static string Function
    {
        get
        {
            RealPart.Require("gcc", "gcc");
            return CompiledFunction.Value;
        }
    }

    /// <summary>Runs it in that mode.</summary>
    public static SandboxCommand Command(params string[] arguments) =>
        new(Path, arguments, new Dictionary<string, string> { ["GIVEN"] = "yes" }) { InstanceId = "i-1" };

    private static string Compile(string name)
    {
        var folder = Directory.CreateTempSubdirectory($"eval-{name}-").FullName;
        var program = System.IO.Path.Join(folder, $"eval-{name}");
        var source = System.IO.Path.Join(AppContext.BaseDirectory, "Sandboxes", "Probing", $"{name}.c");
        using var compiler = Process.Start(
            new ProcessStartInfo("gcc", ["-static", "-O1", "-w", "-o", program, source]))!;
        compiler.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue("the compiler hangs");
        compiler.ExitCode.ShouldBe(0);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return program;
    }
}
