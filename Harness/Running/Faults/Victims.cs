using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using Eval.Harness.Running.Observing;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Faults;

/// <summary>Finds the process of a system's part, and kills it. A process is killed only where the harness itself sees
/// that it is what the system tells.</summary>
internal sealed class Victims(ISystemUnderTest system, Deployment deployment, InstanceWitness witness)
{
    private const string Broker = "broker";
    private const string FunctionRole = "function";

    /// <summary>Whether the system declares that part.</summary>
    public bool Has(string part) =>
        system.GetType().GetCustomAttributes<SystemFaultAttribute>().Any(declared => declared.Part == part);

    /// <summary>One process of that part that serves a stream now, the oldest; null: there is none, or the harness does
    /// not see it.</summary>
    public async Task<(int ProcessId, string Name)?> FindAsync(string part, CancellationToken cancellation)
    {
        if (part == Broker)
        {
            return deployment.BrokerProcessId is { } broker && deployment.ControlProcessIds.Contains(broker)
                ? (broker, Broker)
                : null;
        }

        var told = (await system.ObserveAsync(cancellation))
            .Where(instance => instance is { Role: FunctionRole, Serves: true, ProcessId: not null })
            .OrderBy(instance => instance.StartedNs)
            .ToList();
        witness.Look();
        witness.LookAt(told);
        var seen = witness.Confirmed(told);
        return told.FirstOrDefault(instance => IsAnInstance(instance) && seen.Contains(instance.InstanceId))
            is { ProcessId: { } number, InstanceId: var name }
            ? (number, name)
            : null;
    }

    /// <summary>Sends SIGKILL, and gives the time just before; null with the reason where it could not be sent.
    /// </summary>
    public static (long? KilledNs, string? Problem) Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            var nowNs = MonotonicClock.NowNs;
            process.Kill();
            return (nowNs, null);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return (null, $"process {processId} could not be killed: {failure.Message}");
        }
    }

    // What the harness or the control plane itself runs has no process of its own.
    private bool IsAnInstance(InstanceIdentity told) =>
        told.ProcessId != Environment.ProcessId && !deployment.ControlProcessIds.Contains(told.ProcessId!.Value);
}
