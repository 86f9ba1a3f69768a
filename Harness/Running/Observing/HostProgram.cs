using Eval.Harness.Workloads;
using Eval.Systems.Sandboxes;

namespace Eval.Harness.Running.Observing;

/// <summary>A function host on this machine, and whether a process runs it. Inside a box its path is another one, so
/// that there its bytes are compared.</summary>
internal sealed class HostProgram
{
    private readonly long _length;
    private readonly UInt128 _hash;
    private readonly bool _isScript;

    /// <summary>Reads the program once, before anything is timed.</summary>
    public HostProgram(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Path = path;
        _length = bytes.Length;
        _hash = PayloadHash.Of(bytes);
        _isScript = bytes.AsSpan().StartsWith("#!"u8);
    }

    /// <summary>Where it is on this machine.</summary>
    public string Path { get; }

    /// <summary>Whether that process runs it. A script is run by its interpreter: such a process is taken at the label
    /// that its sandbox gave it.</summary>
    public bool IsRunBy(ProcessEntry process) =>
        process.Executable == Path || (_isScript ? IsLabelled(process.ProcessId) : HasItsBytes(process.ProcessId));

    private bool HasItsBytes(int processId)
    {
        try
        {
            // The link leads to the very file, whatever its path is inside the box.
            using var file = File.OpenHandle($"/proc/{processId}/exe");
            return RandomAccess.GetLength(file) == _length
                && PayloadHash.Of(File.ReadAllBytes($"/proc/{processId}/exe")) == _hash;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsLabelled(int processId)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{processId}/environ").AsSpan().IndexOf("EVAL_INSTANCE="u8) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
