namespace Eval.Tests.Systems.HostBuilds;

/// <summary>A checkout of two tiny projects, in a folder whose path holds a space.</summary>
internal sealed class ThrowawayProject : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"eval hosts {Guid.NewGuid():N}");

    public ThrowawayProject()
    {
        Write("Directory.Build.props", "<Project></Project>");
        Write("Directory.Packages.props", "<Project></Project>");
        Write("Rooms/Library/Library.csproj", Project(""));
        Write("Rooms/Library/Answer.cs", "public static class Answer { public const int Value = 42; }");
        Write("Rooms/Host/Host.csproj", Project(
            "<PropertyGroup><OutputType>Exe</OutputType><SelfContained>false</SelfContained></PropertyGroup>"
            + "<Import Project=\"../Shared.props\" />"
            + "<ItemGroup><ProjectReference Include=\"..\\Library\\Library.csproj\" /></ItemGroup>"));
        Write("Rooms/Host/Program.cs", "return Answer.Value;");
        Write("Rooms/Shared.props", "<Project></Project>");
    }

    public const string Host = "Rooms/Host";

    public string Root => Path.Combine(_folder, "check out");

    public string Cache => Path.Combine(_folder, "ca che");

    public string HostFile => Path.Combine(Root, Host, "Host.csproj");

    public void Write(string file, string content)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Project(string content) =>
        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>"
        + content + "</Project>";
}
