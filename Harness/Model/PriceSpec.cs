namespace Eval.Harness.Model;

/// <summary>What a system's streams are billed by.</summary>
/// <param name="System">The system's label.</param>
/// <param name="Book">The price book's file, from the scenario's folder.</param>
/// <param name="Vcpus">Processors of an instance.</param>
/// <param name="MemoryBytes">Memory of an instance.</param>
public sealed record PriceSpec(string System, string Book, double Vcpus, long MemoryBytes);
