using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Reporting;

/// <summary>Goal: however many instances live, each frame of their list keeps within the protocol's bound.</summary>
public sealed class InstanceListsTests
{
    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(1, 10, 2)]
    [InlineData(2_000, 40, 17)]
    [InlineData(300, 4_000, null)]
    public void A_list_of_any_length_comes_whole_in_bounded_frames(int count, int pathLength, int? frames)
    {
        var all = Enumerable.Range(0, count).Select(i => new InstanceSummary(
            $"instance-{i}", $"stream-{i}", StreamState.Running, i, 1, i, new string('"', pathLength))).ToArray();

        var parts = Read(InstanceLists.Write(new FrameBuilder().Preamble(), all).Written.ToArray());

        parts.SelectMany(part => part).ShouldBe(all);
        parts[^1].ShouldBeEmpty();
        parts[..^1].ShouldAllBe(part => part.Length > 0);
        parts.Count.ShouldBe(frames ?? parts.Count);
    }

    /// <summary>A halving of one would never end.</summary>
    [Fact]
    public void An_instance_with_endless_arguments_is_listed_by_their_beginning()
    {
        var endless = new InstanceSummary("a", "b", StreamState.Running, 1, 2, 3, new string('"', 300_000));

        var parts = Read(InstanceLists.Write(new FrameBuilder().Preamble(), [endless, endless]).Written.ToArray());

        parts.SelectMany(part => part).Select(instance => instance.InstanceId).ShouldBe(["a", "a"]);
        parts[0][0].Executable.ShouldEndWith("\"…");
    }

    /// <summary>The reader refuses a frame beyond the bound.</summary>
    private static List<InstanceSummary[]> Read(ReadOnlySpan<byte> bytes)
    {
        var (reader, parts) = (new FrameReader(), new List<InstanceSummary[]>());
        while (!bytes.IsEmpty)
        {
            var space = reader.Space();
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            bytes = bytes[count..];
            reader.Arrived(count);
            while (reader.TryTake(out var frame))
            {
                frame.Type.ShouldBe(FrameType.Report);
                parts.Add(InstanceLists.Read(frame.Body.Span));
            }
        }

        return parts;
    }
}
