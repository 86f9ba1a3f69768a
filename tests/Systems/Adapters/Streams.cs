using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.HostBuilds;
using Eval.Systems.Sdk;
using Eval.Tests.Systems.Faas;
using Shouldly;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Streams of small random frames through a system as a scenario would make it.</summary>
internal static class Streams
{
    /// <summary>Bytes of a frame: a pixel for each sum of R, G and B.</summary>
    public const int FrameBytes = 3 * (MostSum + 1);

    private const int MostSum = 3 * 255;

    /// <summary>The system of that kind with these keys; others have their defaults.</summary>
    public static ISystemUnderTest SystemOf(string kind, string workspace, params (string Key, string Value)[] keys)
    {
        var given = keys.ToDictionary(pair => pair.Key, pair => pair.Value);
        return AdapterCatalog.Create(kind, new SystemConfiguration
        {
            Name = kind,
            Options = AdapterCatalog.OptionsOf(kind)
                .Select(option => (option.Name, Value: given.GetValueOrDefault(option.Name, option.Default)))
                .Where(option => option.Value.Length > 0)
                .ToDictionary(option => option.Name, option => option.Value),
            Function = "grayscale",
            Workspace = workspace,
            Hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate()),
        });
    }

    /// <summary>Sends that many frames at once, and waits for the report, at most until the deadline.</summary>
    public static async Task<StreamReport> RunAsync(
        ISystemUnderTest system, RecordingObserver observer, int events, TimeSpan deadline, string streamId = "stream")
    {
        using var limit = new CancellationTokenSource(deadline);
        await using var stream = system.Prepare(new StreamRequest(streamId, events, FrameBytes), observer);
        for (var i = 0; i < events; i++)
        {
            stream.Send(new StreamEvent(i, Frame(i)));
        }

        stream.Complete();
        return await stream.FinishAsync(limit.Token).WaitAsync(deadline + TimeSpan.FromSeconds(20));
    }

    /// <summary>Whether these are the outputs of the frames 0, 1, 2, …, in this order.</summary>
    public static void ShouldAllBeGrey(IEnumerable<(long Sequence, byte[] Payload)> outputs, int events)
    {
        var all = outputs.ToArray();
        all.Select(output => output.Sequence).ShouldBe(Enumerable.Range(0, events).Select(i => (long)i));
        foreach (var (sequence, payload) in all)
        {
            payload.ShouldBe(Grey(Frame(sequence)));
        }
    }

    /// <summary>The frame of that event; that of the first has every sum of R, G and B, from which the average follows,
    /// and the others are random.</summary>
    public static byte[] Frame(long sequence)
    {
        if (sequence == 0)
        {
            return [.. Enumerable.Range(0, MostSum + 1).SelectMany(sum => (byte[])
                [(byte)Math.Min(sum, 255), (byte)Math.Clamp(sum - 255, 0, 255), (byte)Math.Max(0, sum - 510)])];
        }

        var frame = new byte[FrameBytes];
        new Random((int)sequence + 7).NextBytes(frame);
        return frame;
    }

    /// <summary>What has to come back, by the definition.</summary>
    public static byte[] Grey(byte[] frame) =>
        [.. frame.Chunk(3).SelectMany(pixel => Enumerable.Repeat((byte)(pixel.Sum(part => part) / 3), 3))];
}
