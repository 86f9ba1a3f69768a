namespace Eval.Systems.Functions.Remembering;

/// <summary>A state as a store holds it.</summary>
/// <param name="Version">Counts the exchanges; 0: the stream has no state yet.</param>
/// <param name="Bytes">The state.</param>
public readonly record struct StoredState(long Version, ReadOnlyMemory<byte> Bytes);
