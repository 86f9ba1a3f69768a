using System.Globalization;
using System.Runtime.InteropServices;
using Eval.Systems.Pipelines;
using Eval.Systems.Pipelines.Protocol;

// Usage: Eval.Systems.Pipelines coordinator WORKERS default|tuned
//        Eval.Systems.Pipelines worker default|tuned

// Akka logs to the console's output; the real standard output is for control lines alone.
Console.SetOut(Console.Error);

// An interrupt from the keyboard reaches the whole group, and is left to the parent.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
switch (args)
{
    case ["coordinator", var workers, Timers.Default or Timers.Tuned]:
        await Coordinator.RunAsync(int.Parse(workers, CultureInfo.InvariantCulture), args[2]);
        return 0;
    case ["worker", Timers.Default or Timers.Tuned]:
        return await Worker.RunAsync(args[1]);
    default:
        await Console.Error.WriteLineAsync("usage: coordinator WORKERS default|tuned | worker default|tuned");
        return 2;
}
