using System.Globalization;
using System.Threading.Channels;
using Eval.Systems.Faas;

namespace Eval.Tests.Systems.Faas;

/// <summary>Starts fake instances, and tells the test of each.</summary>
internal sealed class FakeLauncher : IFunctionHostLauncher
{
    private readonly Channel<FakeInstance> _started = Channel.CreateUnbounded<FakeInstance>();

    public int Starts { get; private set; }

    public IOException? Refusal { get; set; }

    public IFunctionInstance Start()
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        var instance = new FakeInstance((++Starts).ToString(CultureInfo.InvariantCulture));
        _started.Writer.TryWrite(instance);
        return instance;
    }

    public ValueTask<FakeInstance> NextAsync(CancellationToken cancellation) => _started.Reader.ReadAsync(cancellation);
}
