namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>What a simulated producer does.</summary>
internal enum ProducerConduct
{
    Proper,
    ByteByByte,
    FallsSilent,
    StopsWithinAFrame,
    Closes,
    Breaks,
    TalksNonsense,
    NeverReads,
    ClosesAfterItsEnd,
}
