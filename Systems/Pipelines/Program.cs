using Eval.Systems.Pipelines;
using Eval.Systems.Sdk;

// Usage: Eval.Systems.Pipelines coordinator | worker
var mainNs = MonotonicClock.NowNs;

// Akka logs to the console's output; the real standard output is for control lines alone.
Console.SetOut(Console.Error);
switch (args)
{
    case ["coordinator"]:
        await Coordinator.RunAsync();
        return 0;
    case ["worker"]:
        await Worker.RunAsync(mainNs);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: coordinator | worker");
        return 2;
}
