using System.Runtime.InteropServices;
using CliWrap;

namespace Eval.Systems.HostBuilds;

/// <summary>The SDK's command line, independent of the caller's home, terminal, language and servers.</summary>
/// <param name="sourceRoot">The working folder: its global.json chooses the SDK.</param>
/// <param name="homeFolder">Where the tool may keep what it would put into a home.</param>
internal sealed class DotnetCommand(string sourceRoot, string homeFolder)
{
    private const int RememberedLines = 20;

    private string? _version;

    /// <summary>The version of the SDK that compiles in this checkout.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellation) =>
        _version ??= (await RunAsync(["--version"], cancellation).ConfigureAwait(false)) switch
        {
            { ExitCode: 0, LastLines: [.., var version] } => version,
            var (exitCode, lines) => throw new InvalidOperationException(
                $"dotnet --version gave {exitCode}: {string.Join('\n', lines)}"),
        };

    /// <summary>Runs it to its end, and gives its exit code and the last lines that it printed. Cancelling kills it
    /// with all that it started.</summary>
    public async Task<DotnetResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var lines = new Queue<string>();
        var output = PipeTarget.ToDelegate(line => Remember(lines, line));
        var result = await Cli.Wrap(Muxer())
            .WithArguments(arguments)
            .WithWorkingDirectory(sourceRoot)
            .WithEnvironmentVariables(Environment())
            .WithStandardInputPipe(PipeSource.Null)
            .WithStandardOutputPipe(output)
            .WithStandardErrorPipe(output)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellation).ConfigureAwait(false);
        lock (lines)
        {
            return new DotnetResult(result.ExitCode, [.. lines]);
        }
    }

    private static void Remember(Queue<string> lines, string line)
    {
        lock (lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Enqueue(line.Trim());
            }

            if (lines.Count > RememberedLines)
            {
                lines.Dequeue();
            }
        }
    }

    /// <summary>The dotnet that runs this program, if it has an SDK beside it, else the one on the PATH.</summary>
    private static string Muxer()
    {
        var own = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var muxer = Path.Combine(own, "dotnet");
        return File.Exists(muxer) && Directory.Exists(Path.Combine(own, "sdk")) ? muxer : "dotnet";
    }

    private Dictionary<string, string?> Environment()
    {
        var variables = new Dictionary<string, string?>
        {
            ["DOTNET_CLI_HOME"] = homeFolder,
            ["NUGET_PACKAGES"] = BuildFacts.PackageRoot,
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",

            // Servers outlive the command, and would hold its output pipes open.
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",

            // The tests' and the Cli's own build settings must not leak into the compilation.
            ["MSBUILD_EXE_PATH"] = null,
            ["MSBuildSDKsPath"] = null,
            ["MSBuildExtensionsPath"] = null,
        };
        if (string.IsNullOrEmpty(global::System.Environment.GetEnvironmentVariable("HOME")))
        {
            variables["HOME"] = homeFolder;
        }

        return variables;
    }
}
