using System.Runtime.InteropServices;

namespace Eval.Systems.Sandboxes;

/// <summary>A null-terminated array of C strings, as exec takes its arguments and its environment.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte** _array;

    public NativeStrings(IReadOnlyList<string> strings)
    {
        _array = (byte**)NativeMemory.AllocZeroed((nuint)strings.Count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < strings.Count; i++)
        {
            _array[i] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[i]);
        }
    }

    public byte** Pointer => _array;

    public void Dispose()
    {
        for (var at = _array; *at is not null; at++)
        {
            Marshal.FreeCoTaskMem((nint)(*at));
        }

        NativeMemory.Free(_array);
    }
}
