using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes.Bubblewrap;

/// <summary>
/// The seccomp(2) filter of a box: a program of the classic packet filter, run on each call's number and arguments. It
/// kills on a foreign architecture, where numbers mean something else, and refuses as <see cref="RefusedCalls"/> says.
/// </summary>
internal sealed class SystemCallFilter
{
    // Instructions: load the word at an offset of struct seccomp_data; jump if equal, if not below, if any bit; return.
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfNotBelow = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgumentOffset = 16;

    private const uint Allow = 0x7fff_0000;
    private const uint Kill = 0x8000_0000;
    private const uint NotPermitted = 0x0005_0000 | 1;
    private const uint NotImplemented = 0x0005_0000 | 38;

    private const uint X32Bit = 0x4000_0000;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
    private const uint NewNamespaces = 0x7e02_0000;

    // AF_ALG and AF_VSOCK: the second reaches the machine's host past every network namespace.
    private static readonly uint[] RefusedFamilies = [38, 40];

    private readonly List<byte> _program = [];

    private SystemCallFilter()
    {
    }

    /// <summary>The program for this machine, an array of struct sock_filter.</summary>
    /// <exception cref="SandboxException">Its architecture is not known here.</exception>
    public static byte[] Program { get; } = Assemble(RuntimeInformation.ProcessArchitecture);

    /// <summary>The program for that architecture.</summary>
    internal static byte[] Assemble(Architecture architecture)
    {
        var (audit, clone, socket) = architecture switch
        {
            Architecture.X64 => (0xc000_003e, 56u, 41u),
            Architecture.Arm64 => (0xc000_00b7, 220u, 198u),
            _ => throw new SandboxException($"there is no system-call filter for {architecture}"),
        };
        const uint Clone3 = 435;
        var filter = new SystemCallFilter();
        filter.Add(Load, ArchitectureOffset);
        filter.Add(JumpIfEqual, audit, ifTrue: 1);
        filter.Add(Return, Kill);
        filter.Add(Load, NumberOffset);
        if (architecture == Architecture.X64)
        {
            filter.Add(JumpIfNotBelow, X32Bit, ifFalse: 1);
            filter.Add(Return, Kill);
        }

        foreach (var call in RefusedCalls.On(architecture))
        {
            filter.Answer((uint)call, NotPermitted);
        }

        // The filter cannot see the flags of clone3, which are in memory; callers fall back to clone.
        filter.Answer(Clone3, NotImplemented);
        filter.AnswerByArgument(clone, JumpIfAnyBit, [NewNamespaces]);
        filter.AnswerByArgument(socket, JumpIfEqual, RefusedFamilies);
        filter.Add(Return, Allow);
        return [.. filter._program];
    }

    private void Answer(uint call, uint answer)
    {
        Add(JumpIfEqual, call, ifFalse: 1);
        Add(Return, answer);
    }

    /// <summary>Refuses a call where its first argument matches one of those.</summary>
    private void AnswerByArgument(uint call, ushort match, uint[] operands)
    {
        Add(JumpIfEqual, call, ifFalse: (byte)(2 + (2 * operands.Length)));
        Add(Load, FirstArgumentOffset);
        foreach (var operand in operands)
        {
            Add(match, operand, ifFalse: 1);
            Add(Return, NotPermitted);
        }

        Add(Return, Allow);
    }

    private void Add(ushort code, uint operand, byte ifTrue = 0, byte ifFalse = 0)
    {
        Span<byte> instruction = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
        instruction[2] = ifTrue;
        instruction[3] = ifFalse;
        BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], operand);
        _program.AddRange(instruction);
    }
}
