/* What a function could try from inside its box. Reports go to standard error, of which a sandbox keeps the last 4 KiB:
   one line per fact or act. An act that the box refuses is told as "refused NAME ERRNO", any other as "ALLOWED NAME".
   A mode that begins with "stream-" is that of a stream function, which tries it once it has its stream. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "stream.h"

static const char *const Secret = "/tmp/secret";

static void tell(const char *act, long result)
{
    int error = errno;
    if (result < 0)
        fprintf(stderr, "refused %s %d\n", act, error);
    else
        fprintf(stderr, "ALLOWED %s\n", act);
}

static void copy_lines(const char *path, const char *const *labels)
{
    char line[512];
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        for (const char *const *label = labels; *label; label++)
            if (strstr(line, *label))
                fprintf(stderr, "%s", line);
    if (file)
        fclose(file);
}

static void facts(void)
{
    copy_lines("/proc/self/status", (const char *[]){"Uid:", "Gid:", "Cap", "NoNewPrivs:", "Seccomp:", 0});
    copy_lines("/proc/self/mounts", (const char *[]){" / ", " /tmp ", 0});
    copy_lines("/proc/net/dev", (const char *[]){":", 0});
    copy_lines("/proc/self/limits", (const char *[]){"Max open files", 0});
    for (int i = 3; i < 200; i++)
        if (fcntl(i, F_GETFD) >= 0)
            fprintf(stderr, "descriptor %d\n", i);
    for (char **variable = environ; *variable; variable++)
        fprintf(stderr, "variable %s\n", *variable);
}

static long connect_out(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(80), .sin_addr = {htonl(0x01010101)}};
    return connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address);
}

static long raise_file_limit(void)
{
    struct rlimit limit = {1 << 20, 1 << 20};
    return setrlimit(RLIMIT_NOFILE, &limit);
}

static long write_setting(const char *path)
{
    int file = open(path, O_WRONLY);
    return file < 0 ? -1 : write(file, "0", 1);
}

/* The arguments are chosen so that an act which is wrongly allowed still does no harm. */
static void acts(int host)
{
    struct timespec now;
    close(open("/tmp/own", O_CREAT | O_WRONLY, 0644));
    clock_gettime(CLOCK_REALTIME, &now);
    tell("mount", mount("none", "/tmp", "tmpfs", 0, 0));
    tell("umount", umount2("/tmp", MNT_DETACH));
    tell("pivot-root", syscall(SYS_pivot_root, "/tmp", "/tmp"));
    tell("chroot", chroot("/tmp"));
    tell("unshare-user", unshare(CLONE_NEWUSER));
    tell("unshare-net", unshare(CLONE_NEWNET));
    tell("setns", setns(open("/proc/self/ns/net", O_RDONLY), 0));
    tell("ptrace-host", ptrace(PTRACE_ATTACH, host, 0, 0));
    tell("kill-host", kill(host, 0));
    tell("read-host-memory", syscall(SYS_process_vm_readv, host, 0, 0, 0, 0, 0));
    tell("write-root", open("/evil", O_CREAT | O_WRONLY, 0644));
    tell("mknod", mknod("/tmp/memory", S_IFCHR | 0666, 1 << 8 | 1));
    tell("raw-socket", socket(AF_INET, SOCK_RAW, IPPROTO_ICMP));
    tell("packet-socket", socket(AF_PACKET, SOCK_RAW, 0));
    tell("connect-out", connect_out());
    tell("setuid", setuid(0));
    tell("setgid", setgid(0));
    tell("chown", chown("/tmp/own", 0, 0));
    tell("reboot", reboot(0));
    tell("kexec", syscall(SYS_kexec_load, 0, 0, 0, -1));
    tell("init-module", syscall(SYS_init_module, 0, 0, ""));
    tell("settimeofday", clock_settime(CLOCK_REALTIME, &now));
    tell("sethostname", sethostname("evil", 4));
    tell("bpf", syscall(SYS_bpf, 0, 0, 0));
    tell("perf", syscall(SYS_perf_event_open, 0, 0, -1, -1, 0));
    tell("keyctl", syscall(SYS_keyctl, 0, -3, 0));
    tell("swapoff", syscall(SYS_swapoff, "/none"));
    tell("open-by-handle", syscall(SYS_open_by_handle_at, -1, 0, 0));
    tell("iopl", syscall(SYS_iopl, 3));
    tell("read-shadow", open("/etc/shadow", O_RDONLY));
    tell("read-homes", open("/home", O_RDONLY | O_DIRECTORY));
    tell("write-kernel-setting", write_setting("/proc/sys/kernel/core_pattern"));
    tell("raise-file-limit", raise_file_limit());
}

static void forks(void)
{
    int count = 0;
    for (; count < 10000; count++) {
        pid_t child = fork();
        if (child < 0)
            break;
        if (child == 0)
            pause();
    }
    tell("fork", count < 10000 ? -1 : 0);
    fprintf(stderr, "count %d\n", count);
    exit(0);
}

static void bomb(void)
{
    for (;;)
        fork();
}

static void memory(void)
{
    for (size_t taken = 0; taken < (size_t)4 << 30; taken += 1 << 20)
        memset(malloc(1 << 20), 1, 1 << 20);
    fprintf(stderr, "ALLOWED memory\n");
}

static void files(void)
{
    int count = 0;
    while (count < 100000 && dup(2) >= 0)
        count++;
    int error = errno;
    for (int i = 3; i < 100000; i++)
        close(i);
    errno = error;
    tell("open-files", count < 100000 ? -1 : 0);
    fprintf(stderr, "count %d\n", count);
}

static void fill(void)
{
    static char block[1 << 16];
    int file = open("/tmp/large", O_CREAT | O_WRONLY, 0644);
    long bytes = 0;
    while (bytes < (long)4 << 30) {
        long count = write(file, block, sizeof block);
        if (count < 0)
            break;
        bytes += count;
    }
    tell("fill", bytes < (long)4 << 30 ? -1 : 0);
    fprintf(stderr, "bytes %ld\n", bytes);
}

static void flood(long bytes)
{
    static char block[1 << 16];
    memset(block, 'x', sizeof block);
    for (long done = 0; done < bytes; done += sizeof block)
        if (write(1, block, sizeof block) < 0 || write(2, block, sizeof block) < 0)
            exit(1);
    fprintf(stderr, "\nflooded");
}

static socklen_t abstract(struct sockaddr_un *address)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    strcpy(address->sun_path + 1, "eval-secret");
    return offsetof(struct sockaddr_un, sun_path) + 12;
}

/* The victim: a secret in a file, in memory, behind an abstract socket and a port, until it is killed. */
static void keep(void)
{
    struct sockaddr_un address;
    struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = htons(7777), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = abstract(&address);
    int local = socket(AF_UNIX, SOCK_STREAM, 0), net = socket(AF_INET, SOCK_STREAM, 0);
    int file = open(Secret, O_CREAT | O_WRONLY, 0666);
    if (bind(local, (struct sockaddr *)&address, length) || listen(local, 1)
        || bind(net, (struct sockaddr *)&port, sizeof port) || listen(net, 1) || write(file, "secret", 6) != 6)
        exit(1);
    fprintf(stderr, "kept\n");
    if (write(3, "k", 1) < 0)
        errno = 0;
    pause();
}

/* The thief: the same places, seen from another box. */
static void steal(int victim)
{
    struct sockaddr_un address;
    struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = htons(7777), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = abstract(&address);
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s/tmp/secret", victim, "root");
    tell("file", open(Secret, O_RDONLY));
    tell("file-through-proc", open(path, O_RDONLY));
    snprintf(path, sizeof path, "/proc/%d/mem", victim);
    tell("memory", open(path, O_RDONLY));
    tell("abstract-socket", connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&address, length));
    tell("port", connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&port, sizeof port));
    tell("signal", kill(victim, 0));
    int others = 0;
    for (int i = 1; i < 400000; i++)
        if (i != getpid() && kill(i, 0) == 0)
            others++;
    fprintf(stderr, "others %d\n", others);
}

static int lines_of(const char *path)
{
    int count = 0;
    FILE *file = fopen(path, "r");
    for (int c; file && (c = fgetc(file)) != EOF;)
        count += c == '\n';
    if (file)
        fclose(file);
    return count;
}

/* What belongs to another instance or to the control plane, from one that was handed its producer's connection. */
static void reach(int victim, int control, const char *socket_path, const char *door_path)
{
    char path[64];
    int sockets = lines_of("/proc/net/unix") - 1;
    snprintf(path, sizeof path, "/proc/%d/fd/3", victim);
    tell("victim-control", open(path, O_RDWR));
    snprintf(path, sizeof path, "/proc/%d/fd/4", victim);
    tell("victim-connection", open(path, O_RDWR));
    snprintf(path, sizeof path, "/proc/%d/fd", control);
    tell("control-descriptors", open(path, O_RDONLY | O_DIRECTORY));
    tell("victim-handle", syscall(SYS_pidfd_open, victim, 0));
    tell("control-handle", syscall(SYS_pidfd_open, control, 0));
    tell("control-file", open(socket_path, O_RDONLY));
    tell("control-socket", connect_to(socket_path));
    tell("door", connect_to(door_path));
    tell("accept-others", accept(4, 0, 0));
    tell("third-descriptor", fcntl(5, F_GETFD));
    fprintf(stderr, "sockets %d\n", sockets);
}

int main(int count, char **arguments)
{
    const char *mode = count > 1 ? arguments[1] : "";
    int number = count > 2 ? atoi(arguments[2]) : 0;
    if (!strncmp(mode, "stream-", 7)) {
        if (!begin())
            return 2;
        mode += 7;
    }
    if (!strcmp(mode, "facts")) facts();
    if (!strcmp(mode, "acts")) acts(number);
    if (!strcmp(mode, "forks")) forks();
    if (!strcmp(mode, "bomb")) bomb();
    if (!strcmp(mode, "memory")) memory();
    if (!strcmp(mode, "files")) files();
    if (!strcmp(mode, "fill")) fill();
    if (!strcmp(mode, "flood")) flood((long)number << 20);
    if (!strcmp(mode, "keep")) keep();
    if (!strcmp(mode, "steal")) steal(number);
    if (!strcmp(mode, "reach")) reach(number, atoi(arguments[3]), arguments[4], arguments[5]);
    if (!strcmp(mode, "touch")) return open(arguments[2], O_CREAT | O_WRONLY, 0644) < 0;
    if (!strcmp(mode, "exit")) return number;
    if (!strcmp(mode, "abort")) abort();
    if (!strcmp(mode, "sleep")) pause();
    if (!strcmp(mode, "vsock")) tell("vsock", socket(40, SOCK_STREAM, 0));
    return 0;
}
