using BenchmarkDotNet.Running;
using Eval.Tests.Benchmarks;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Platform;

if (args is [YarpHop.Verb, var socket])
{
    return await YarpHop.RunAsync(socket);
}

var verb = LoadPrograms.All.FirstOrDefault(program => program.Name == args.FirstOrDefault());
if (verb is null)
{
    BenchmarkSwitcher.FromAssembly(typeof(LoadPrograms).Assembly).Run(args);
    return 0;
}

return await LoadPrograms.RunAsync(verb, args[1..]);
