using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Loading;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Takes as much memory as a synthetic event asks, writes to each page of it, and gives the event back. The
/// memory is kept until the next event.</summary>
public static class Alloc
{
    private const int PageBytes = 4096;

    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "alloc",
        "takes as much memory as a synthetic event asks, and gives it back",
        isStateful: false,
        _ => new Memory(),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, Memory memory)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(LoadHeader.Read(input.Payload.Span).AllocatedBytes);
        for (var at = 0; at < bytes.Length; at += PageBytes)
        {
            bytes[at] = 1;
        }

        memory.Kept = bytes;
        return [input];
    }

    private sealed class Memory
    {
        public byte[] Kept { get; set; } = [];
    }
}
