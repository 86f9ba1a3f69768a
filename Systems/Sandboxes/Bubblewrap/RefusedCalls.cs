using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes.Bubblewrap;

/// <summary>The system calls that a box is refused, as Docker's default profile refuses them to a container without
/// capabilities: they reach beyond it, or into rarely used parts of the kernel.</summary>
internal static class RefusedCalls
{
    // Name, number on x86-64, number on arm64; −1 where the architecture has no such call.
    private static readonly (string Name, int X64, int Arm64)[] Table =
    [
        ("mount", 165, 40), ("umount2", 166, 39), ("pivot_root", 155, 41), ("chroot", 161, 51),
        ("unshare", 272, 97), ("setns", 308, 268), ("open_tree", 428, 428), ("move_mount", 429, 429),
        ("fsopen", 430, 430), ("fsconfig", 431, 431), ("fsmount", 432, 432), ("fspick", 433, 433),
        ("mount_setattr", 442, 442), ("ptrace", 101, 117), ("process_vm_readv", 310, 270),
        ("process_vm_writev", 311, 271), ("kcmp", 312, 272), ("pidfd_getfd", 438, 438),
        ("process_madvise", 440, 440), ("kexec_load", 246, 104), ("kexec_file_load", 320, 294),
        ("init_module", 175, 105), ("finit_module", 313, 273), ("delete_module", 176, 106),
        ("create_module", 174, -1), ("get_kernel_syms", 177, -1), ("query_module", 178, -1),
        ("bpf", 321, 280), ("perf_event_open", 298, 241), ("userfaultfd", 323, 282), ("fanotify_init", 300, 262),
        ("lookup_dcookie", 212, 18), ("add_key", 248, 217), ("request_key", 249, 218), ("keyctl", 250, 219),
        ("reboot", 169, 142), ("swapon", 167, 224), ("swapoff", 168, 225), ("acct", 163, 89),
        ("syslog", 103, 116), ("vhangup", 153, 58), ("quotactl", 179, 60), ("quotactl_fd", 443, 443),
        ("settimeofday", 164, 170), ("clock_settime", 227, 112), ("clock_adjtime", 305, 266),
        ("adjtimex", 159, 171), ("sethostname", 170, 161), ("setdomainname", 171, 162),
        ("iopl", 172, -1), ("ioperm", 173, -1), ("personality", 135, 92), ("uselib", 134, -1),
        ("ustat", 136, -1), ("sysfs", 139, -1), ("_sysctl", 156, -1), ("nfsservctl", 180, 42),
        ("name_to_handle_at", 303, 264), ("open_by_handle_at", 304, 265), ("io_uring_setup", 425, 425),
        ("io_uring_enter", 426, 426), ("io_uring_register", 427, 427), ("mbind", 237, 235),
        ("set_mempolicy", 238, 237), ("get_mempolicy", 239, 236), ("migrate_pages", 256, 238),
        ("move_pages", 279, 239),
    ];

    /// <summary>Their numbers on that architecture.</summary>
    public static IReadOnlyList<int> On(Architecture architecture) =>
    [
        .. Table.Select(call => architecture == Architecture.Arm64 ? call.Arm64 : call.X64).Where(call => call >= 0),
    ];
}
