using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>How a host is compiled, resolved from the scenario's word.</summary>
internal static class BuildMode
{
    /// <summary>aot, r2r or jit; auto is aot where a native linker is found, else r2r.</summary>
    /// <exception cref="SystemUnavailableException">Another word, or aot without a native linker.</exception>
    public static string Resolve(string build) => build switch
    {
        "auto" => Linker() is null ? "r2r" : "aot",
        "aot" when Linker() is null => throw new SystemUnavailableException(
            "build: aot needs a native linker, and neither gcc nor clang is on the PATH; "
            + "apt-get install gcc libc6-dev, or choose build: r2r"),
        "aot" or "r2r" or "jit" => build,
        _ => throw new SystemUnavailableException($"no build '{build}'; known: auto, aot, r2r, jit"),
    };

    /// <summary>gcc before clang, whose llvm-objcopy fails to strip the executable; null with neither.</summary>
    public static string? Linker() => Array.Find(["gcc", "clang"], name => OnPath(name) is not null);

    /// <summary>The first program of that name on the PATH, or null.</summary>
    public static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
