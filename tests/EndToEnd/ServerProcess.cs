using System.Diagnostics;

namespace Eval.Tests.EndToEnd;

/// <summary>A program of a person's: dotnet, the server or a producer, with what it said.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The server, once it says that it is ready.</summary>
    public static async Task<ServerProcess> ServeAsync(
        string folder, CancellationToken cancellation, params string[] arguments)
    {
        var server = new ServerProcess(folder, [Checkout.StreamFunctions, "serve", .. arguments]);
        var line = await server._process.StandardOutput.ReadLineAsync(cancellation).AsTask()
            .WaitAsync(Limit, cancellation);
        if (line is null || !line.StartsWith("ready ", StringComparison.Ordinal))
        {
            var said = await server._errors;
            await server.DisposeAsync();
            throw new InvalidOperationException($"the server said '{line}' and {said}");
        }

        return server;
    }

    /// <summary>Runs dotnet to its end.</summary>
    public static async Task<CliResult> RunAsync(
        string folder, string input, CancellationToken cancellation, params string[] arguments)
    {
        await using var program = new ServerProcess(folder, arguments);
        var output = program._process.StandardOutput.ReadToEndAsync(cancellation);
        await program._process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        program._process.StandardInput.Close();
        await program._process.WaitForExitAsync(cancellation).WaitAsync(Limit, cancellation);
        return new CliResult(program._process.ExitCode, await output, await program._errors);
    }

    /// <summary>Asks it to end, as a service manager would; gives its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellation)
    {
        var id = _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-TERM", id]);
        await kill.WaitForExitAsync(cancellation);
        await _process.WaitForExitAsync(cancellation).WaitAsync(Limit, cancellation);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
