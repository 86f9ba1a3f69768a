using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>Starts instances that wait.</summary>
internal interface IParkingLot
{
    /// <summary>Starts one, and gives it once a stream can be sent to it. The calling thread has to live as long as the
    /// instance.</summary>
    /// <exception cref="SandboxException">It could not be started.</exception>
    /// <exception cref="IOException">Descriptors have run out.</exception>
    ParkedInstance Start();
}
