using System.Diagnostics;

namespace Eval.Tests.Benchmarks.Platform;

/// <summary>A program of this folder in a process of its own, just-in-time compiled, that says <c>ready ADDRESS</c> and
/// ends when its standard input closes.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const int StopLimitMilliseconds = 5000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ChildProgram(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="assembly">The program's assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settingsOf">The assembly whose runtime settings it gets; null: its own.</param>
    /// <exception cref="IOException">It does not come up; what it says goes to this program's error output.</exception>
    public static ChildProgram Start(
        string assembly, IReadOnlyList<string> arguments, string? settingsOf = null)
    {
        var start = new ProcessStartInfo(DotnetHost())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        string[] all =
        [
            "exec", "--runtimeconfig", PathOf($"{settingsOf ?? assembly}.runtimeconfig.json"),
            PathOf($"{assembly}.dll"), .. arguments,
        ];
        Array.ForEach(all, start.ArgumentList.Add);
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLineAsync();
        if (line.Wait(StartLimit) && line.Result?.Split(' ') is ["ready", var address, ..])
        {
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ChildProgram(process, new Uri(address));
        }

        process.Kill(entireProcessTree: true);
        process.Dispose();
        throw new IOException($"{assembly} did not come up");
    }

    /// <summary>Closes its input, which ends it; kills it where that takes too long.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(StopLimitMilliseconds))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>The dotnet that runs us; beside an apphost, the one that its runtime came from.</summary>
    private static string DotnetHost()
    {
        var own = Environment.ProcessPath;
        return own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet"
            ? own
            : Path.GetFullPath(Path.Combine(
                Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));
    }
}
