using System.Text.Json;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>A package that npm has installed.</summary>
internal static class NodePackage
{
    /// <summary>A file of it.</summary>
    /// <exception cref="SystemUnavailableException">It is not there, such as on a platform that its makers leave out.
    /// </exception>
    public static string File(string folder, string package, string file)
    {
        var path = Path.Combine(folder, "node_modules", package, file);
        return System.IO.File.Exists(path)
            ? path
            : throw new SystemUnavailableException($"npm has installed no {package} with {file} for this machine");
    }

    /// <summary>Its version.</summary>
    public static string Version(string folder, string package)
    {
        using var description = JsonDocument.Parse(System.IO.File.ReadAllText(File(folder, package, "package.json")));
        return description.RootElement.GetProperty("version").GetString() ?? "";
    }
}
