using System.Buffers.Binary;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Shouldly;
using Xunit;
using LibC = Eval.Systems.Sdk.Protocol.LibC;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: whoever expects one descriptor is given no other, which it would never close. Method: a real pair of
/// sockets, and files of which every descriptor of this process is seen.</summary>
public sealed class DescriptorPassingTests : IDisposable
{
    private const int HeaderBytes = 16;
    private const int Rights = 1;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_several_descriptors_the_first_arrives_and_no_other_is_opened(int count)
    {
        var files = Enumerable.Range(0, count)
            .Select(number => File.Create(Path.Combine(_folder.FullName, $"{number}"))).ToList();
        var (ours, theirs) = UnixSocket.Pair();
        Send(theirs, [.. files.Select(file => (int)file.SafeFileHandle.DangerousGetHandle())]);

        DescriptorPassing.Receive(ours, new byte[8], wait: true, out var descriptor).ShouldBe(1);
        File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false)!.FullName
            .ShouldBe(files[0].Name);
        files.Select(file => Descriptors(file.Name)).ShouldBe([2, .. Enumerable.Repeat(1, count - 1)]);

        _ = LibC.close(descriptor);
        ours.Dispose();
        theirs.Dispose();
        files.ForEach(file => file.Dispose());
    }

    private static int Descriptors(string file) => Directory.GetFileSystemEntries("/proc/self/fd")
        .Count(descriptor => new FileInfo(descriptor).LinkTarget == file);

    /// <summary>One byte with those descriptors, as a host that keeps to no protocol could send them.</summary>
    private static unsafe void Send(StreamSocket socket, int[] descriptors)
    {
        var bytes = HeaderBytes + (descriptors.Length * sizeof(int));
        var control = stackalloc byte[bytes + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(new Span<byte>(control, 8), bytes);
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(control + 8, 4), 1);
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(control + 12, 4), Rights);
        descriptors.CopyTo(new Span<int>(control + HeaderBytes, descriptors.Length));
        byte content = 1;
        var vector = new LibC.IoVector(&content, 1, 0);
        var message = new LibC.Message
        {
            Vectors = &vector, VectorCount = 1, Control = control, ControlBytes = (nuint)bytes,
        };
        LibC.sendmsg(socket.Descriptor, &message, LibC.NoSignal).ShouldBe(1);
    }
}
