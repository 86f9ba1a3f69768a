namespace Eval.Systems.Sandboxes.Programs;

/// <summary>
/// Tells one build of a program from the next, with two looks at the disk, since every cold start takes it. Of one of
/// .NET these are its assembly, which may be written in place, and its folder, which tells that any other file was
/// replaced; of any other it is its file.
/// </summary>
/// <param name="Executable">Its path.</param>
/// <param name="Assembly">When the assembly beside it was written, UTC; the year 1601: there is none.</param>
/// <param name="Written">When the file, or the folder, was written, UTC.</param>
internal readonly record struct ProgramStamp(string Executable, DateTime Assembly, DateTime Written)
{
    private static readonly DateTime Never = DateTime.FromFileTimeUtc(0);

    /// <summary>That of a program as it is now; one that does not exist has a stamp, too.</summary>
    public static ProgramStamp Of(string executable)
    {
        var assembly = File.GetLastWriteTimeUtc($"{executable}.dll");
        var other = assembly == Never ? executable : Path.GetDirectoryName(executable)!;
        return new ProgramStamp(executable, assembly, File.GetLastWriteTimeUtc(other));
    }
}
