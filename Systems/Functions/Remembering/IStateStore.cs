namespace Eval.Systems.Functions.Remembering;

/// <summary>Where the states of streams are between their events, outside of the function.</summary>
public interface IStateStore
{
    /// <summary>A stream's state, in one request.</summary>
    /// <exception cref="IOException">The store is lost.</exception>
    Task<StoredState> ReadAsync(string stream);

    /// <summary>Exchanges it, in one request, for another; gives false, and changes nothing, where it is no longer the
    /// one that was read.</summary>
    /// <exception cref="IOException">The store is lost, or has no room.</exception>
    Task<bool> TryExchangeAsync(string stream, StoredState before, ReadOnlyMemory<byte> after);
}
