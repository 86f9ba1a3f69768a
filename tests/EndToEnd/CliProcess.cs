using System.Diagnostics;
using System.Globalization;
using Eval.Systems.Sandboxes;

namespace Eval.Tests.EndToEnd;

/// <summary>The built Cli as a process, as a user would start it without a terminal.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private CliProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it in a folder.</summary>
    public static CliProcess Start(string folder, params string[] arguments) =>
        new(new ProcessStartInfo("dotnet", [Checkout.Cli, .. arguments]) { WorkingDirectory = folder });

    /// <summary>Starts it with an environment of exactly these variables.</summary>
    public static CliProcess StartWith(
        string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new CliProcess(start);
    }

    /// <summary>Its descendants now.</summary>
    public IReadOnlyList<ProcessEntry> Descendants => ProcessTable.Descendants(_process.Id);

    /// <summary>Sends it what Ctrl-C sends.</summary>
    public async Task InterruptAsync()
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-INT", id]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it at once (SIGKILL), alone.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<CliResult> EndAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        return new CliResult(_process.ExitCode, await _output, await _errors);
    }

    public void Dispose() => _process.Dispose();
}
