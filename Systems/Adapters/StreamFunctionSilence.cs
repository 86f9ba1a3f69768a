using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Watches throwaway streams: nothing of them is kept.</summary>
internal sealed class StreamFunctionSilence : IStreamObserver
{
    public void Sent(long sequence, long nowNs)
    {
    }

    public void Returned(StreamEvent output, long nowNs)
    {
    }
}
