namespace Eval.Systems.Sandboxes;

/// <summary>A place with limits for one box at a time, used again and again.</summary>
internal interface ICgroupSlot : IDisposable
{
    /// <summary>Moves this thread in, so that a child of it is in from its first instruction; nothing happens where only
    /// whole processes can be moved.</summary>
    void EnterThread();

    /// <summary>Moves this thread back.</summary>
    void LeaveThread();

    /// <summary>Moves that process in where its parent could not enter.</summary>
    void Attach(int processId);

    /// <summary>Whether the kernel killed somebody here for memory since the last time this was asked.</summary>
    bool TakeOutOfMemory();

    /// <summary>Kills all that is in it; true where it is empty.</summary>
    bool Sweep();
}
