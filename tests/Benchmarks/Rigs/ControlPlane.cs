using System.Diagnostics;
using System.Globalization;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Benchmarks.Linux;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>A control plane in a process of its own, started as the adapter starts it: just-in-time compiled, from the
/// program's own folder, with a JSON file.</summary>
internal sealed class ControlPlane : IDisposable
{
    private const int StopLimitMilliseconds = 5000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ControlPlane(Process process, string socketPath, string owner)
    {
        _process = process;
        SocketPath = socketPath;
        Owner = owner;
    }

    /// <summary>The label on its boxes.</summary>
    public string Owner { get; }

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Starts one with these functions. All that it makes is below the workspace.</summary>
    /// <param name="workspace">A folder for its socket and its temporary files.</param>
    /// <param name="name">Its name in that folder, and its owner's label.</param>
    /// <param name="functions">What is deployed.</param>
    /// <param name="limits">Its caps.</param>
    /// <param name="core">The core that it and its children are tied to, or null.</param>
    /// <exception cref="IOException">It does not come up; what it says goes to this program's error output.</exception>
    public static ControlPlane Start(
        Workspace workspace, string name, IReadOnlyList<FunctionDeployment> functions, ServerLimits limits,
        int? core = null)
    {
        var folder = Directory.CreateDirectory(workspace.PathOf(name)).FullName;
        var file = Path.Combine(folder, "server.json");
        var socketPath = Path.Combine(folder, "s");
        var owner = string.Create(CultureInfo.InvariantCulture, $"eval-load-{Environment.ProcessId}-{name}");
        ConfigurationFile.Write(file, new ServerConfiguration
        {
            SocketPath = socketPath,
            Owner = owner,
            Functions = functions,
            Limits = limits,
        });
        var start = new ProcessStartInfo(DotnetHost())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Eval.Systems.StreamFunctions.dll"));
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(file);
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        return AwaitReady(Launch(start, core), socketPath, owner);
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

    private static ControlPlane AwaitReady(Process process, string socketPath, string owner)
    {
        var line = process.StandardOutput.ReadLineAsync();
        if (line.Wait(StartLimit) && line.Result?.StartsWith("ready ", StringComparison.Ordinal) == true)
        {
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ControlPlane(process, socketPath, owner);
        }

        process.Kill(entireProcessTree: true);
        process.Dispose();
        throw new IOException("the control plane did not come up");
    }

    /// <summary>A process inherits the tie of the thread that starts it, so a thread is made for that.</summary>
    private static Process Launch(ProcessStartInfo start, int? core)
    {
        if (core is null)
        {
            return Process.Start(start)!;
        }

        Process? process = null;
        var thread = new Thread(() =>
        {
            CoreAffinity.TieThisThread(core.Value);
            process = Process.Start(start);
        });
        thread.Start();
        thread.Join();
        return process!;
    }

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
