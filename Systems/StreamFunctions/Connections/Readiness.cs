namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>What a socket is waited for, and what was found.</summary>
[Flags]
internal enum Readiness : short
{
    None = 0,
    Readable = 0x1,
    Writable = 0x4,
    Broken = 0x8,
    HungUp = 0x10,
    PeerClosed = 0x2000,
}
