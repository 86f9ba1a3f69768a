using System.Xml.Linq;
using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>All files that decide what a project compiles to: its folder, those of the projects it references, however
/// far, what they import, and the settings at the root.</summary>
internal static class SourceClosure
{
    private const int MaximumProjects = 256;

    private static readonly string[] RootFiles =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "NuGet.config", "global.json"];

    /// <summary>Absolute paths, each once, in ordinal order of their path from the root.</summary>
    /// <param name="root">The root of the sources.</param>
    /// <param name="projectFile">Absolute path of the project.</param>
    /// <exception cref="SystemUnavailableException">A referenced project is not there.</exception>
    public static IReadOnlyList<string> Files(string root, string projectFile)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        files.UnionWith(RootFiles.Select(name => Path.Combine(root, name)).Where(File.Exists));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([Path.GetFullPath(projectFile)]);
        while (waiting.TryDequeue(out var project))
        {
            if (seen.Add(project))
            {
                if (seen.Count > MaximumProjects || !File.Exists(project))
                {
                    throw new SystemUnavailableException($"the project '{project}' is not there, or is one too many");
                }

                files.UnionWith(SourcesBeside(project));
                var content = XDocument.Load(project);
                files.UnionWith(Paths(content, "Import", "Project", project).Where(File.Exists));
                Paths(content, "ProjectReference", "Include", project).ToList().ForEach(waiting.Enqueue);
            }
        }

        return [.. files];
    }

    private static IEnumerable<string> SourcesBeside(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split('/')[0] is not ("bin" or "obj"));
    }

    private static IEnumerable<string> Paths(XDocument content, string element, string attribute, string project) =>
        content.Descendants().Where(found => found.Name.LocalName == element)
            .Select(found => found.Attribute(attribute)?.Value)
            .OfType<string>()
            .Select(value => Path.GetFullPath(value.Replace('\\', '/'), Path.GetDirectoryName(project)!));
}
