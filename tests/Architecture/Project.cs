using System.Xml.Linq;

namespace Eval.Tests.Architecture;

/// <summary>One project file.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="References">Folders of the projects that it references, from the root.</param>
/// <param name="Packages">Its package references.</param>
/// <param name="Content">The whole file.</param>
internal sealed record Project(
    string Path, IReadOnlyList<string> References, IReadOnlyList<XElement> Packages, XDocument Content)
{
    /// <summary>Its folder from the root, such as Systems/Sdk.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Whether it is a program of its own.</summary>
    public bool IsProgram => Content.Descendants("OutputType").Any(type => type.Value == "Exe");

    /// <summary>Whether it belongs to the tests.</summary>
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Reads a project by its absolute path.</summary>
    public static Project Read(string path)
    {
        var content = XDocument.Load(path);
        var folder = System.IO.Path.GetDirectoryName(path)!;
        return new Project(
            Repository.Relative(path),
            [.. content.Descendants("ProjectReference").Select(reference => FolderOf(reference, folder))],
            [.. content.Descendants("PackageReference")],
            content);
    }

    private static string FolderOf(XElement reference, string folder)
    {
        var path = System.IO.Path.GetFullPath(reference.Attribute("Include")!.Value.Replace('\\', '/'), folder);
        return Repository.Relative(System.IO.Path.GetDirectoryName(path)!);
    }
}
