using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Eval.Systems.Sandboxes.Bubblewrap;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes.Bubblewrap;

/// <summary>Goal: the filter answers each call as it should, on both architectures. Method: an interpreter of the
/// packet filter's few instructions, as the kernel runs them.</summary>
public sealed class SystemCallFilterTests
{
    private const uint Allow = 0x7fff_0000;
    private const uint Kill = 0x8000_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotImplemented = 0x0005_0026;
    private const uint X64 = 0xc000_003e;
    private const uint Arm64 = 0xc000_00b7;

    [Theory]
    [InlineData(Architecture.X64, X64, 0, 0, Allow)] // read
    [InlineData(Architecture.X64, X64, 165, 0, NotPermitted)] // mount
    [InlineData(Architecture.X64, X64, 101, 0, NotPermitted)] // ptrace
    [InlineData(Architecture.X64, X64, 239, 0, NotPermitted)] // the table's last
    [InlineData(Architecture.X64, X64, 435, 0, NotImplemented)] // clone3
    [InlineData(Architecture.X64, X64, 56, 0x0000_0011, Allow)] // clone as fork does
    [InlineData(Architecture.X64, X64, 56, 0x003d_0f00, Allow)] // clone as threads do
    [InlineData(Architecture.X64, X64, 56, 0x1000_0011, NotPermitted)] // a user namespace
    [InlineData(Architecture.X64, X64, 56, 0x0002_0000, NotPermitted)] // a mount namespace
    [InlineData(Architecture.X64, X64, 41, 1, Allow)] // a Unix socket
    [InlineData(Architecture.X64, X64, 41, 40, NotPermitted)] // AF_VSOCK
    [InlineData(Architecture.X64, X64, 41, 38, NotPermitted)] // AF_ALG
    [InlineData(Architecture.X64, X64, 0x4000_0000, 0, Kill)] // x32
    [InlineData(Architecture.X64, 0x4000_0003, 0, 0, Kill)] // 32 bits, where numbers mean something else
    [InlineData(Architecture.Arm64, Arm64, 63, 0, Allow)] // read
    [InlineData(Architecture.Arm64, Arm64, 40, 0, NotPermitted)] // mount
    [InlineData(Architecture.Arm64, Arm64, 220, 0x1000_0011, NotPermitted)]
    [InlineData(Architecture.Arm64, Arm64, 435, 0, NotImplemented)]
    [InlineData(Architecture.Arm64, X64, 63, 0, Kill)]
    public void A_call_is_answered(
        Architecture architecture, uint audit, uint number, uint firstArgument, uint answer)
    {
        var call = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(call, number);
        BinaryPrimitives.WriteUInt32LittleEndian(call.AsSpan(4), audit);
        BinaryPrimitives.WriteUInt32LittleEndian(call.AsSpan(16), firstArgument);

        Run(SystemCallFilter.Assemble(architecture), call).ShouldBe(answer);
    }

    private static uint Run(byte[] program, byte[] call)
    {
        uint accumulator = 0;
        for (var at = 0; at < program.Length; at += 8)
        {
            var instruction = program.AsSpan(at, 8);
            var operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (instruction[0])
            {
                case 0x20:
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(call.AsSpan((int)operand));
                    break;
                case 0x06:
                    return operand;
                default:
                    var jumps = instruction[0] switch
                    {
                        0x15 => accumulator == operand,
                        0x35 => accumulator >= operand,
                        0x45 => (accumulator & operand) != 0,
                        var code => throw new InvalidOperationException($"no such instruction: {code}"),
                    };
                    at += 8 * (jumps ? instruction[2] : instruction[3]);
                    break;
            }
        }

        throw new InvalidOperationException("the program has no end");
    }
}
