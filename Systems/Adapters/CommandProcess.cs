using System.IO.Pipes;

namespace Eval.Systems.Adapters;

/// <summary>A program that has been started, with our ends of its standard input and output.</summary>
internal sealed class CommandProcess : IDisposable
{
    private readonly AnonymousPipeServerStream _input;
    private readonly AnonymousPipeServerStream _output;

    private CommandProcess(
        RuntimeInstance instance, AnonymousPipeServerStream input, AnonymousPipeServerStream output) =>
        (Instance, _input, _output) = (instance, input, output);

    /// <summary>Its process.</summary>
    public RuntimeInstance Instance { get; }

    /// <summary>What it reads; writing blocks the calling thread.</summary>
    public Stream Input => _input;

    /// <summary>What it writes; reading blocks the calling thread.</summary>
    public Stream Output => _output;

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">It could not be started.</exception>
    public static CommandProcess Start(RuntimeBoxes boxes, CommandProgram program)
    {
        var input = new AnonymousPipeServerStream(PipeDirection.Out);
        var output = new AnonymousPipeServerStream(PipeDirection.In);
        try
        {
            var command = program.Start(Descriptor(input), Descriptor(output));
            return new CommandProcess(boxes.Start(command, program.Runs), input, output);
        }
        catch
        {
            input.Dispose();
            output.Dispose();
            throw;
        }
        finally
        {
            // Only the child may hold these ends, or it would never see, nor give, an end of file.
            input.DisposeLocalCopyOfClientHandle();
            output.DisposeLocalCopyOfClientHandle();
        }
    }

    /// <summary>Lets go of both ends.</summary>
    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private static int Descriptor(AnonymousPipeServerStream pipe) =>
        (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
}
