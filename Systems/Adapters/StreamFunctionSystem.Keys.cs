using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

[SystemUnderTest("stream-function", "one instance per stream: connects, starts, buffers, iterates, ends",
    TakesAnyFunction = true)]
[SystemOption("isolation", "what surrounds an instance", OnlyIf = [Deployed],
    Choices = ["in-process", "process", "bubblewrap", "docker"], Default = "process")]
[SystemOption("buffer", "what holds events that wait for their instance; what NATS holds is lost when it dies",
    OnlyIf = [Deployed], Choices = ["memory", "nats"], Default = "memory")]
[SystemOption("bufferAt", "where that is: at the control plane, or in the instance, which gets the connection",
    OnlyIf = [Deployed], Choices = ["host", "instance"], Default = "host")]
[SystemOption("bufferTakes", "which events NATS takes: each, as in the paper, or those that have to wait",
    OnlyIf = [Deployed, "buffer=nats", AtHost], Choices = [EachEvent, "what-waits"], Default = EachEvent)]
[SystemOption("bufferEvents", "the most events that wait for an instance", OnlyIf = [Deployed, Bounded],
    Type = OptionType.Integer, Default = "1024", Minimum = 1, Maximum = 1 << 20)]
[SystemOption("bufferBytes",
    "the most bytes that wait for an instance; inside it, never more than an eighth of its memory",
    OnlyIf = [Deployed, Bounded], Type = OptionType.Size, Default = "67108864", Minimum = 1 << 16, Maximum = 1L << 40)]
[SystemOption("overflow", "what a full buffer does: hold the producer back, or drop its oldest event and count it",
    OnlyIf = [Deployed, AtHost], Choices = ["lossless", "drop-oldest"], Default = "lossless")]
[SystemOption("start", "whether an instance exists before its stream; natural claims nothing, and each has its own",
    OnlyIf = [Deployed], Choices = ["cold", "warm", "natural"], Default = "cold")]
[SystemOption("maxStreams", "streams that the control plane serves at a time; more are rejected", IsOptional = true,
    OnlyIf = [Deployed], Type = OptionType.Integer, Minimum = 1, Maximum = 10_000)]
[SystemOption("pool.size", "parked instances, each for one stream", OnlyIf = [Deployed, Warm],
    Type = OptionType.Integer, Default = "1", Minimum = 1, Maximum = 256)]
[SystemOption("pool.timeToLive", "how long one is parked before it is replaced", OnlyIf = [Deployed, Warm],
    Type = OptionType.Duration, Default = "600", Minimum = 1, Maximum = 86_400)]
[SystemOption("shards.count", "over how many instances one stream is spread", IsOptional = true, OnlyIf = [Deployed],
    Type = OptionType.Integer, Minimum = 1, Maximum = 64)]
[SystemOption("shards.by", "what of an event chooses its instance: the function's key, whose events keep order; or"
    + " its turn, and the outputs are put back in order", IsOptional = true, OnlyIf = [Deployed, Sharded],
    Choices = ["key", "round-robin"])]
[SystemOption("limits.memory", "memory of an instance", OnlyIf = [Deployed, Separate],
    Type = OptionType.Size, Default = "536870912", Minimum = 16 << 20, Maximum = 1L << 40)]
[SystemOption("limits.cpu", "cores of an instance", OnlyIf = [Deployed, Separate],
    Type = OptionType.Number, Default = "1", Minimum = 0.01, Maximum = 1024)]
[SystemOption("limits.pids", "processes and threads of an instance", OnlyIf = [Deployed, Separate],
    Type = OptionType.Integer, Default = "64", Minimum = 8, Maximum = 1 << 20)]
[SystemOption("limits.files", "open files of an instance's process", OnlyIf = [Deployed, Separate],
    Type = OptionType.Integer, Default = "256", Minimum = 16, Maximum = 1 << 20)]
[SystemOption("hardening.user", "an unprivileged user", OnlyIf = [Deployed, Separate],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.capabilities", "no capability in any set", OnlyIf = [Deployed, Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.noNewPrivileges", "no_new_privs", OnlyIf = [Deployed, Separate],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.readOnlyRoot", "a root that cannot be written, and a sized tmpfs",
    OnlyIf = [Deployed, Boxed], Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.noNetwork", "no network but an own loopback", OnlyIf = [Deployed, Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.seccomp", "a system-call filter", OnlyIf = [Deployed, Boxed],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("hardening.limits", "the limits are enforced", OnlyIf = [Deployed, Separate],
    Type = OptionType.Boolean, Default = "true")]
[SystemOption("endpoint", "a server that already runs, instead of a deployment", IsOptional = true,
    Type = OptionType.Text, Form = "host:port, such as 127.0.0.1:7000",
    Pattern = @"([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]):[1-9][0-9]{0,4}")]
[SystemOption("token", "the environment variable that holds that server's token", IsOptional = true,
    OnlyIf = ["endpoint=*"], Type = OptionType.Text, Form = "the name of an environment variable",
    Pattern = "[A-Za-z_][A-Za-z0-9_]*")]
[SystemRule("start=warm", "isolation=process|bubblewrap|docker", "threads are not parked")]
[SystemRule("start=warm", "stages=one", "the pool holds instances of one function")]
[SystemRule("overflow=drop-oldest", "buffer=memory", "what NATS holds cannot be taken back")]
[SystemRule("isolation=in-process", "function=name", "only bundled functions are compiled into the control plane")]
[SystemRule("buffer=memory&bufferAt=instance", "stages=one",
    "between the functions of a workflow events pass the control plane")]
[SystemRule("buffer=memory&bufferAt=instance", "output=producer", "the instance itself answers the producer")]
[SystemRule("buffer=nats&bufferAt=instance", "isolation=process|bubblewrap|docker",
    "NATS runs inside the instance, which has to be a process of its own")]
[SystemRule("buffer=nats&bufferAt=instance", "function=name",
    "the host of the bundled functions brings NATS up inside the instance")]
[SystemRule("endpoint=*", "function=name", "what is deployed on a server is asked for by its name")]
[SystemRule("endpoint=*", "stages=one", "what is deployed on a server is asked for by its name")]
[SystemRule("endpoint=*", "output=producer", "where outputs go is the server's affair")]
[SystemRule(Sharded, "shards.by=key|round-robin", "how a stream may be spread is its function's author's choice")]
[SystemRule(Sharded, "function=name", "only bundled functions say what of an event is its key")]
[SystemRule(Sharded, "stages=one", "each instance of a workflow's first function would have successors of its own")]
[SystemRule(Sharded, "output=producer", "only the producer puts outputs back in order")]
[SystemRule("shards.by=round-robin", "stateful=no", "each instance sees its share of the events alone")]
[SystemRule("shards.by=key", "keyed=yes", "the function does not say what of an event is its key")]
[SystemFault("instance", OnlyIf = [Deployed, Separate])]
[SystemFault("broker", OnlyIf = [Deployed, "buffer=nats", AtHost])]
[SystemNeed("isolation=bubblewrap", "bubblewrap")]
[SystemNeed("isolation=docker", "docker-engine")]
[SystemNeed("buffer=nats", "nats-server")]
[SystemNeed("output=nats", "nats-server")]
public sealed partial class StreamFunctionSystem
{
    private const string Deployed = "endpoint=";
    private const string EachEvent = "every-event";
    private const string AtHost = "bufferAt=host";

    // What waits in memory where the function is, waits in its socket: the kernel bounds that.
    private const string Bounded = "bufferAt=host or buffer=nats";
    private const string Warm = "start=warm";
    private const string Separate = "isolation=process|bubblewrap|docker";
    private const string Sharded = "shards.count=*";
    private const string Boxed = "isolation=bubblewrap|docker";
}
