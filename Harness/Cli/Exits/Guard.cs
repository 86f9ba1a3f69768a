using System.Runtime.InteropServices;
using Eval.Harness.Presentation;
using Eval.Systems.Abstractions;

namespace Eval.Harness.Cli.Exits;

/// <summary>Turns interrupts into a cancellation, and whatever a verb throws into a message and an exit code.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> verb)
    {
        using var interrupted = new CancellationTokenSource();
        void Interrupt(PosixSignalContext context)
        {
            // The second one ends the program whatever it is doing.
            context.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }

        using var keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            return await verb(interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return await FailAsync("interrupted", ExitCode.Interrupted);
        }
        catch (UsageException wrong)
        {
            return await FailAsync(wrong.Message, ExitCode.WrongUsage);
        }
        catch (RunFolderException taken)
        {
            return await FailAsync(taken.Message, ExitCode.WrongUsage);
        }
        catch (SystemUnavailableException missing)
        {
            return await FailAsync(missing.Message, ExitCode.WrongUsage);
        }
#pragma warning disable CA1031 // The last place that can say what happened.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return await FailAsync($"the harness failed: {failure}", ExitCode.HarnessFailed);
        }
    }

    private static async Task<int> FailAsync(string message, int code)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }
}
