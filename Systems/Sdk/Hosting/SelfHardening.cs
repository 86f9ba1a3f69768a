using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// What a host does to itself before user code, where the control plane told it to by variables: posix_spawn(3) cannot,
/// and each costs less than a microsecond here. It claims no isolation: user code runs in the same process.
/// no_new_privs holds for the calling thread and all that come after it.
/// </summary>
internal static unsafe class SelfHardening
{
    /// <summary>Does it all.</summary>
    /// <exception cref="HostStartException">Something of it was refused; nothing of the function may run then.
    /// </exception>
    public static void Apply()
    {
        if (HostVariable.Number(HostVariable.Files) is { } files)
        {
            Limit(LibC.FileLimit, (ulong)files);
            Limit(LibC.CoreLimit, 0);
        }

        if (HostVariable.Number(HostVariable.User) is { } user)
        {
            Become((uint)user);
        }

        if (HostVariable.IsSet(HostVariable.NoNewPrivileges))
        {
            Check(LibC.prctl(LibC.SetNoNewPrivileges, 1, 0, 0, 0), "no_new_privs");
        }

        if (HostVariable.Number(HostVariable.Parent) is { } parent)
        {
            DieWith((int)parent);
        }
    }

    /// <summary>After the change of user, which forgets it. A parent that ended before the call is seen by the number
    /// of whoever inherited this process.</summary>
    private static void DieWith(int parent)
    {
        Check(LibC.prctl(LibC.SetParentDeathSignal, LibC.SignalKill, 0, 0, 0), "the parent's death signal");
        if (LibC.getppid() != parent)
        {
            throw new HostStartException("the control plane has ended");
        }
    }

    private static void Become(uint user)
    {
        Check(LibC.setgroups(0, null), "no supplementary groups");
        Check(LibC.setresgid(user, user, user), $"group {user}");
        Check(LibC.setresuid(user, user, user), $"user {user}");
    }

    private static void Limit(int resource, ulong value)
    {
        var limit = new LibC.Limit { Soft = value, Hard = value };
        Check(LibC.setrlimit(resource, &limit), $"limit {resource} of {value}");
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new HostStartException(
                $"cannot set {what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }
}
