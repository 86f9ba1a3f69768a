using System.Diagnostics;
using System.Globalization;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>The server program as a process of its own, which a test may kill.</summary>
internal sealed class ServerProgram : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Eval.Systems.StreamFunctions");

    private readonly Process _process;

    private ServerProgram(Process process) => _process = process;

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>How many descriptors it holds.</summary>
    public int Descriptors => Directory.EnumerateFileSystemEntries($"/proc/{ProcessId}/fd").Count();

    /// <summary>The largest number of them.</summary>
    public int HighestDescriptor => Directory.EnumerateFileSystemEntries($"/proc/{ProcessId}/fd")
        .Max(entry => int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture));

    /// <summary>Those of them that are no files: sockets, pipes and the like, by the kernel's words.</summary>
    public IReadOnlyList<string> Connections =>
    [
        .. new DirectoryInfo($"/proc/{ProcessId}/fd").EnumerateFileSystemInfos()
            .Select(entry => entry.LinkTarget ?? "/").Where(target => !target.StartsWith('/')),
    ];

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    /// <param name="configuration">Its file is written beside its socket.</param>
    /// <param name="descriptors">How many descriptors it may have.</param>
    /// <param name="engine">Its container engine, or null: the usual one.</param>
    public static async Task<ServerProgram> StartAsync(
        ServerConfiguration configuration, int descriptors = 4_096, Uri? engine = null)
    {
        var file = configuration.SocketPath + ".json";
        ConfigurationFile.Write(file, configuration);
        var start = new ProcessStartInfo(
            RealPart.Require("prlimit", "util-linux"), [$"--nofile={descriptors}", Program, "serve", file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (engine is not null)
        {
            start.Environment["DOCKER_HOST"] = engine.OriginalString;
        }

        var server = new ServerProgram(Process.Start(start)!);
        var line = await server._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        line.ShouldNotBeNull().ShouldStartWith($"ready {configuration.SocketPath}");
        return server;
    }

    /// <summary>Changes the limit of the running process: it gets no descriptor of this number or above.</summary>
    public void AllowDescriptors(int limit)
    {
        using var prlimit = Process.Start(
            RealPart.Require("prlimit", "util-linux"), [$"--pid={ProcessId}", $"--nofile={limit}:4096"]);
        prlimit.WaitForExit();
        prlimit.ExitCode.ShouldBe(0);
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
