using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One process of a pipeline engine. It ends when its standard input closes, so it cannot outlive the harness.
/// </summary>
internal sealed class PipelineProcess : IDisposable
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly BoundedText _errors = new(4 * 1024);
    private int _exitCode;

    private PipelineProcess(Process process, InstanceIdentity identity)
    {
        _process = process;
        Identity = identity;
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        _process.BeginErrorReadLine();
        Ended = WaitForEndAsync();
    }

    /// <summary>Who it is.</summary>
    public InstanceIdentity Identity { get; }

    /// <summary>Gives the time of its end, once it was reaped.</summary>
    public Task<long> Ended { get; }

    /// <summary>Its control lines.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Whether it still runs, as the kernel sees it.</summary>
    public bool IsAlive => !Ended.IsCompleted && ProcessTable.Find(_process.Id) is not null;

    /// <summary>How it ended, and the last that it said.</summary>
    public string Epitaph => $"ended with code {_exitCode}. {_errors}".TrimEnd();

    /// <summary>Starts one.</summary>
    /// <param name="executable">The engine's program.</param>
    /// <param name="arguments">What it is to be.</param>
    /// <param name="instanceId">Its name.</param>
    /// <param name="role">Its role, as <see cref="InstanceIdentity"/> has it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable cannot be started.</exception>
    public static PipelineProcess Start(
        string executable, IReadOnlyList<string> arguments, string instanceId, string role)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in HostEnvironment.Variables)
        {
            start.Environment[name] = value;
        }

        var startedNs = MonotonicClock.NowNs;
        var process = Process.Start(start)!;
        return new PipelineProcess(process, new InstanceIdentity(
            instanceId, role, process.Id, Environment.ProcessId, startedNs, executable));
    }

    /// <summary>Tells it a line; without effect where it is gone.</summary>
    public void Tell(string line)
    {
        try
        {
            lock (_process)
            {
                _process.StandardInput.Write(line + "\n");
                _process.StandardInput.Flush();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It died meanwhile, which its end tells.
        }
    }

    /// <summary>CPU seconds and the largest resident set so far, or nulls where it is gone.</summary>
    public (double? CpuSeconds, long? RssPeakBytes) Consumption()
    {
        try
        {
            _process.Refresh();
            return (_process.TotalProcessorTime.TotalSeconds, _process.PeakWorkingSet64);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, null);
        }
    }

    /// <summary>Asks it to shut down in order, kills it where that takes too long, and waits until it is
    /// reaped.</summary>
    public async Task StopAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It died meanwhile; the wait below returns at once.
        }

        try
        {
            await Ended.WaitAsync(ShutdownLimit);
        }
        catch (TimeoutException)
        {
            await KillAsync();
        }
    }

    /// <summary>Kills it, and waits until it is reaped.</summary>
    public async Task KillAsync()
    {
        if (!Ended.IsCompleted)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Ended;
    }

    /// <summary>Closes the pipes to it; call it after its end.</summary>
    public void Dispose() => _process.Dispose();

    private async Task<long> WaitForEndAsync()
    {
        await _process.WaitForExitAsync();
        _exitCode = _process.ExitCode;
        return MonotonicClock.NowNs;
    }
}
