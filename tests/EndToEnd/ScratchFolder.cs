namespace Eval.Tests.EndToEnd;

/// <summary>A folder for one test, with a space in its name, removed at its end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("eval test ").FullName;

    /// <summary>A place inside it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
