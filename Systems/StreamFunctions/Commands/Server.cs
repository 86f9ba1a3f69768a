using System.ComponentModel;
using System.Net.Sockets;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Doors;
using Eval.Systems.StreamFunctions.Managing;
using Eval.Systems.StreamFunctions.Serving;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>A control plane with what stands in front of it, from start to end.</summary>
internal static class Server
{
    /// <summary>Serves until the end that the plan names. Its first line on standard output is <c>ready SOCKET</c>,
    /// and then what protects no instance here; where it cannot serve, one line on standard error says why.</summary>
    public static async Task<int> RunAsync(ServePlan plan, CancellationToken cancellation)
    {
        DescriptorLimit.Raise();
        try
        {
            var doorSettings = plan.Door is { } asked ? DescriptorBudget.Within(asked) : null;
            using var plane = new ControlPlane(
                new ServerState(plan.Configuration, doorSettings?.Descriptors ?? 0));
            await using var api = plan.HttpPort is { } port
                ? await ManagementApi.StartAsync(new ManagedControlPlane(plane), port, cancellation)
                : null;
            await using var door = doorSettings is null
                ? null
                : new NetworkDoor(doorSettings, plan.Configuration.SocketPath);
            await SayAsync(
                $"ready {plan.Configuration.SocketPath}{ReadyLine.Relaxed(plane.Relaxed)}",
                api is null ? null : $"management at http://127.0.0.1:{api.Port}/",
                door is null ? null : $"listening at {door.LocalEndpoint}");
            await EndAsync(plan.EndsWithParent);
            return ExitCodes.Success;
        }
        catch (Exception failure) when (failure is IOException or SocketException or SandboxException
            or ArgumentException or UnauthorizedAccessException or Win32Exception or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"cannot serve: {failure.Message.ReplaceLineEndings(" ")}");
            return ExitCodes.CannotServe;
        }
    }

    private static async Task SayAsync(params string?[] lines)
    {
        foreach (var line in lines.OfType<string>())
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.FlushAsync();
    }

    private static async Task EndAsync(bool endsWithParent)
    {
        using var parent = endsWithParent ? new ParentLifetime() : null;
        using var signals = endsWithParent ? null : new Signals();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = (parent?.Ended ?? signals!.Ended).Register(ended.SetResult);
        await ended.Task;
    }
}
