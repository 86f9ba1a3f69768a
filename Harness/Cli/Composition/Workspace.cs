using System.Globalization;

namespace Eval.Harness.Cli.Composition;

/// <summary>
/// A folder for the sockets and logs of one run, removed at its end. Its path is short, since a Unix socket's path may
/// have 107 bytes: below the temporary folder, or below /tmp where that is deep.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private const int LongestRoot = 48;

    private Workspace(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes a new one.</summary>
    public static Workspace Create()
    {
        var root = System.IO.Path.GetTempPath();
        root = root.Length <= LongestRoot ? root : "/tmp";
        var name = string.Create(CultureInfo.InvariantCulture, $"eval-{Guid.NewGuid().ToString("N")[..8]}");
        return new Workspace(Directory.CreateDirectory(System.IO.Path.Combine(root, name)).FullName);
    }

    /// <summary>A folder inside it for the system at that place of the scenario.</summary>
    public string ForSystem(int index) =>
        Directory.CreateDirectory(
            System.IO.Path.Combine(Path, index.ToString(CultureInfo.InvariantCulture))).FullName;

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // It lies in the temporary folder; a run's results must not be lost for it.
        }
    }
}
