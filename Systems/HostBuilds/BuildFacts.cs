using System.Reflection;
using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>What the build of this assembly wrote into it.</summary>
public static class BuildFacts
{
    /// <summary>The folder of the NuGet packages that the build used: complete for every host variant.</summary>
    public static string PackageRoot { get; } = Metadata("EvalPackages");

    /// <summary>The checkout that this program was built from.</summary>
    /// <exception cref="SystemUnavailableException">It is not there any more.</exception>
    public static string SourceRoot()
    {
        var root = Metadata("EvalRoot");
        return File.Exists(Path.Combine(root, "Eval.sln"))
            ? root
            : throw new SystemUnavailableException(
                $"the sources that this program was built from are no longer at '{root}', and hosts are compiled from "
                + "them: build the program again in the place where the checkout is now (dotnet build Eval.sln)");
    }

    private static string Metadata(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value ?? "";
}
