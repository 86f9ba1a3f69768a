using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Functions that are a shell's few lines, and so say what no host of the Sdk would.</summary>
internal static class ShellFunction
{
    /// <summary>One that says hello, if at all, and then ends.</summary>
    public static FunctionDeployment Ending(int exitCode, bool saysHello, BufferPolicy? buffer = null) =>
        Of($"{(saysHello ? Says(Hello) : "true")}; exit {exitCode}") with { Buffer = buffer ?? new BufferPolicy() };

    /// <summary>One that says an error of that letter, and ends when it is let go.</summary>
    public static FunctionDeployment Failing(char letter, int count, BufferPlace at = BufferPlace.Host) => Of(
        $"{{ printf '{Octal([.. Wire.Preamble, .. Head(FrameType.Error, count)])}';"
        + $" /usr/bin/head -c {count} /dev/zero | /usr/bin/tr '\\0' '{letter}'; }} >&3;"
        + " /bin/cat <&3 >/dev/null; exit 1")
        with { Buffer = new BufferPolicy { At = at } };

    /// <summary>One that says that error, and ends with that code.</summary>
    public static FunctionDeployment Failing(string error, int exitCode) =>
        Of($"{Says(new FrameBuilder().Preamble().Control(FrameType.Error, [.. error.Select(letter => (byte)letter)]))};"
            + $" /bin/cat <&3 >/dev/null; exit {exitCode}");

    private static FrameBuilder Hello => new FrameBuilder().Preamble().Hello(new Greeting(1, 1, 1));

    private static FunctionDeployment Of(string script) => TestPlane.Function(Isolation.Process) with
    {
        Stages = [new FunctionStage("/bin/sh", ["-c", script])],
    };

    private static string Says(FrameBuilder frames) => $"printf '{Octal(frames.Written)}' >&3";

    private static byte[] Head(FrameType type, int count)
    {
        var frame = new FrameBuilder().Control(type, new byte[count]).Written;
        return frame[..Wire.PrefixBytes].ToArray();
    }

    private static string Octal(ReadOnlySpan<byte> bytes) => string.Concat(bytes.ToArray().Select(
        value => @"\" + Convert.ToString((int)value, 8).PadLeft(3, '0')));
}
