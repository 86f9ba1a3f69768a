using System.Diagnostics;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>
/// An always-on program of a system (control plane, gateway, broker), started from the harness's own folder. It says
/// <c>ready DETAIL</c> as its first line on standard output, and ends when its standard input closes.
/// </summary>
internal sealed class ControlProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private int _stopped;

    private ControlProcess(Process process, string detail)
    {
        _process = process;
        Detail = detail;
    }

    /// <summary>Its number.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it said after <c>ready</c>, such as its port.</summary>
    public string Detail { get; }

    /// <summary>Starts the program of that assembly and waits until it is ready.</summary>
    /// <exception cref="SystemUnavailableException">It ended or stayed silent; the message holds its error output.
    /// </exception>
    public static async Task<ControlProcess> StartAsync(
        string assembly, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotnetHost())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var errors = new BoundedText(16 * 1024);
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            if (line is not null && line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new ControlProcess(process, line["ready ".Length..]);
            }

            throw new SystemUnavailableException($"{assembly} did not come up: it said '{line}'. {errors}");
        }
        catch (Exception failure)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw failure is OperationCanceledException && !cancellation.IsCancellationRequested
                ? new SystemUnavailableException($"{assembly} was silent for {StartLimit.TotalSeconds} s. {errors}")
                : failure;
        }
    }

    /// <summary>Closes its input, waits for its end, and kills it where that takes too long; once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    /// <summary>The dotnet that runs us; beside an apphost, the one that its runtime came from.</summary>
    private static string DotnetHost()
    {
        var own = Environment.ProcessPath;
        if (own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet")
        {
            return own;
        }

        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "dotnet"));
    }
}
