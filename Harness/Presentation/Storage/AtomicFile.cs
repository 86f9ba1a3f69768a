namespace Eval.Harness.Presentation.Storage;

/// <summary>Files that are there whole or not at all: written under a temporary name beside their place, flushed to the
/// disk, then renamed. Overwriting in place would destroy the old file when the disk is full.</summary>
internal static class AtomicFile
{
    /// <summary>The end of the temporary name.</summary>
    public const string Unfinished = ".partial";

    /// <summary>Replaces the file by what <paramref name="write"/> writes; when that throws, the old file stays.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + Unfinished;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces the file by those bytes.</summary>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));
}
