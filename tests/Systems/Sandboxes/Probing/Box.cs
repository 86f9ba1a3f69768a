using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Ladder;
using Eval.Tests.Shared;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes.Probing;

/// <summary>A prepared sandbox of some rung, and what runs in it.</summary>
internal sealed class Box : IAsyncDisposable
{
    /// <summary>How much it may take.</summary>
    public static readonly SandboxLimits Limits =
        new() { MemoryBytes = 64 << 20, Processes = 20, Files = 50, TemporaryBytes = 4 << 20 };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ISandbox _sandbox;

    private Box(ISandbox sandbox) => _sandbox = sandbox;

    public IReadOnlyList<string> Relaxed => _sandbox.Relaxed;

    /// <summary>Prepares that rung, or skips the test where something is missing.</summary>
    public static async Task<Box> PrepareAsync(
        Isolation isolation, ContainerEngine engine, SandboxHardening? hardening = null, string owner = "box-tests")
    {
        if (!Environment.IsPrivilegedProcess)
        {
            RealPart.Miss("limits need cgroups, which need root");
        }

        if (isolation == Isolation.Bubblewrap)
        {
            RealPart.Require("bwrap", "bubblewrap");
        }

        var sandbox = SandboxCatalog.Create(isolation, new SandboxSettings
        {
            Owner = owner,
            Limits = Limits,
            Hardening = hardening ?? new SandboxHardening(),
            ContainerEngine = isolation == Isolation.Docker ? await engine.StartAsync() : null,
        });
        await sandbox.PrepareAsync(TestContext.Current.CancellationToken);
        return new Box(sandbox);
    }

    /// <summary>Starts the probe on a thread that outlives it: a box of bubblewrap ends with the thread.</summary>
    public async Task<ISandboxedInstance> StartAsync(SandboxCommand command)
    {
        var started = new TaskCompletionSource<ISandboxedInstance>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                var instance = _sandbox.Start(command);
                started.SetResult(instance);
                instance.Exited.Wait(Patience);
            }
            catch (SandboxException failure)
            {
                started.SetException(failure);
            }
        }) { IsBackground = true, Name = "box" }.Start();
        return await started.Task.WaitAsync(Patience);
    }

    /// <summary>Runs the probe in that mode to its end.</summary>
    public async Task<ProcessExit> RunAsync(params string[] arguments)
    {
        var instance = await StartAsync(ProbeProgram.Command(arguments));
        await instance.Started.WaitAsync(Patience);
        return await instance.Exited.WaitAsync(Patience);
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();
}
