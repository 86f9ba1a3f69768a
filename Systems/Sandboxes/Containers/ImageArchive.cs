using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Eval.Systems.Sandboxes.Programs;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>The root of an image, made of files of this host: the program, the extra files, and what both load. Its
/// name is made of its content, so an image is made once.</summary>
internal sealed class ImageArchive
{
    /// <summary>What the names of all images have in common, as an engine filters them.</summary>
    public const string Names = "eval/*";

    private const string ProgramFolder = "/program";

    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly SortedDictionary<string, string> _files;

    private ImageArchive(SortedDictionary<string, string> files, string image)
    {
        _files = files;
        Image = image;
    }

    /// <summary>The image's name, <c>eval/HASH</c>.</summary>
    public string Image { get; }

    /// <summary>Collects what that program needs.</summary>
    /// <exception cref="SandboxException">A file is missing or cannot be read.</exception>
    public static async Task<ImageArchive> OfAsync(
        SandboxCommand command, IReadOnlyList<SandboxFile> extraFiles, CancellationToken cancellation)
    {
        try
        {
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var loader = ElfFile.Interpreter(command.Executable);
            foreach (var file in ProgramFiles.Of(command).Paths
                .Select(path => new SandboxFile(path, PathInside(path, command.Executable)))
                .Concat(extraFiles).SelectMany(Expand))
            {
                files[file.PathInside] = file.Path;
                foreach (var library in await LoadedLibraries.OfAsync(file.Path, loader, cancellation)
                    .ConfigureAwait(false))
                {
                    files[library] = library;
                }
            }

            return new ImageArchive(files, $"eval/{await HashAsync(files, cancellation).ConfigureAwait(false)}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"no image of {command.Executable}: {failure.Message}", failure);
        }
    }

    /// <summary>Where a program's file stands inside: those beside the program, and it itself, in a folder of their
    /// own, since theirs may be one that the box covers, such as /tmp. What belongs to the system is found by its
    /// path.</summary>
    public static string PathInside(string path, string executable)
    {
        var folder = Path.GetDirectoryName(executable)!;
        var isBeside = path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
        return SystemFolders.Hold(path) || !isBeside
            ? path
            : Path.Join(ProgramFolder, Path.GetRelativePath(folder, path));
    }

    /// <summary>Writes the archive, in which nothing tells of time or users, to a file that vanishes when
    /// closed.</summary>
    public async Task<Stream> WriteAsync(CancellationToken cancellation)
    {
        var archive = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var (inside, path) in _files)
            {
                var content = File.OpenRead(path);
                await using (content.ConfigureAwait(false))
                {
                    await writer.WriteEntryAsync(
                        new PaxTarEntry(TarEntryType.RegularFile, inside.TrimStart('/'))
                        {
                            Mode = ForAll,
                            ModificationTime = DateTimeOffset.UnixEpoch,
                            DataStream = content,
                        },
                        cancellation).ConfigureAwait(false);
                }
            }
        }

        archive.Position = 0;
        return archive;
    }

    private static IEnumerable<SandboxFile> Expand(SandboxFile file) => !Directory.Exists(file.Path)
        ? [file]
        : Directory.EnumerateFiles(file.Path, "*", SearchOption.AllDirectories).Select(path => new SandboxFile(
            path, Path.Join(file.PathInside, Path.GetRelativePath(file.Path, path))));

    private static async Task<string> HashAsync(
        SortedDictionary<string, string> files, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (inside, path) in files)
        {
            var content = File.OpenRead(path);
            await using (content.ConfigureAwait(false))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(inside + '\0'));
                hash.AppendData(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
