using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Processes;

/// <summary>
/// What an <c>async</c> method of the process style returns, such as
/// <c>async Process Customer() { await clock.Delay(serviceNs); }</c>. It runs at once up to its first wait, and then
/// whenever what it waits for has come. Its state lives in a pooled box, so that nothing is allocated per process once
/// the pool is warm. A process that throws ends the simulation with its exception.
/// </summary>
[AsyncMethodBuilder(typeof(ProcessMethodBuilder))]
public readonly struct Process;
