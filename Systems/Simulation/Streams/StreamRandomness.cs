using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Streams;

/// <summary>The random numbers of one stream, a stream of them for each purpose: systems that are compared draw the
/// same, and both fidelities start alike.</summary>
internal struct StreamRandomness(ulong seed, ulong stream)
{
    /// <summary>For <see cref="SystemModel.Service"/>.</summary>
    public RandomStream Service = new(seed, stream, 1);

    /// <summary>For <see cref="SystemModel.Delivery"/>.</summary>
    public RandomStream Delivery = new(seed, stream, 2);

    /// <summary>For <see cref="SystemModel.Gap"/>.</summary>
    public RandomStream Gap = new(seed, stream, 3);

    private const uint StartPurpose = 4;
    private const uint UploadPurpose = 5;
    private const uint EndingPurpose = 6;

    /// <summary>The service of the next event.</summary>
    public long ServiceNs(SystemModel model)
    {
        if (!model.SharesService)
        {
            return model.Service.SampleNs(ref Service);
        }

        var shared = Service;
        return model.Service.SampleNs(ref shared);
    }

    /// <summary>What the last of so many events takes beyond its service.</summary>
    public readonly long EndingNs(SystemModel model, int events)
    {
        var random = new RandomStream(seed, stream, EndingPurpose);
        return events > 1 ? model.Ending.SampleNs(ref random) : 0;
    }

    /// <summary>The phases of a start.</summary>
    public readonly long StartNs(SystemModel model, int instance)
    {
        var random = new RandomStream(seed, stream, StartPurpose + ((uint)instance << 8));
        var startNs = 0L;
        foreach (var phase in model.Start)
        {
            startNs += phase.Law.SampleNs(ref random);
        }

        return startNs;
    }

    /// <summary>The lengths of the phases of the first instance's start: the same numbers as in
    /// <see cref="StartNs"/>.</summary>
    public readonly long[] StartPhasesNs(SystemModel model)
    {
        var random = new RandomStream(seed, stream, StartPurpose);
        var phases = new long[model.Start.Count];
        for (var i = 0; i < phases.Length; i++)
        {
            phases[i] = model.Start[i].Law.SampleNs(ref random);
        }

        return phases;
    }

    /// <summary>Handing over a batch of that many events.</summary>
    public readonly long UploadNs(SystemModel model, int events)
    {
        var random = new RandomStream(seed, stream, UploadPurpose);
        return Sampling.ToNs(model.Upload.Sample(ref random) * events);
    }
}
