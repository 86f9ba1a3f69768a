namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>How much of a connection's first frame has arrived.</summary>
internal enum Arrival
{
    /// <summary>Not a byte.</summary>
    Nothing,

    /// <summary>Some of it.</summary>
    Part,

    /// <summary>All of it, or something that can never become one.</summary>
    Ready,

    /// <summary>The end, or the connection is broken: nothing will come.</summary>
    Left,
}
