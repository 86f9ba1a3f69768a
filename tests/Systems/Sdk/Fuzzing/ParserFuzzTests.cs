using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk.Fuzzing;

/// <summary>Goal: whatever arrives, the parser reads it or refuses it with its own exception; it neither crashes, nor
/// hangs, nor takes more memory than twice what arrived. Method: valid sessions of either side, damaged by seed.
/// </summary>
public sealed class ParserFuzzTests
{
    private const int Executions = 1_000_000;

    [Fact]
    public void No_damaged_session_crashes_the_parser()
    {
        var seed = Scale.Seed();
        var (executed, refused) = (0, 0);
        for (var execution = 0; execution < Scale.Of(Executions); execution++)
        {
            var random = new Random(unchecked(seed + execution));
            var frames = random.Next(2) == 0 ? ValidSession.OfProducer(random) : ValidSession.OfInstance(random);
            var bytes = Mutation.Of(frames, random);
            try
            {
                Execute(bytes, random);
            }
            catch (ProtocolException)
            {
                refused++;
            }
            catch (Exception crash)
            {
                Assert.Fail($"EVAL_SEED={seed}, execution {execution}: {crash}");
            }

            executed++;
        }

        var said = $"EVAL_SEED={seed}: {executed} executions, {refused} refused";
        TestContext.Current.SendDiagnosticMessage(said);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        executed.ShouldBe(Scale.IsFull ? 1_000_000 : 50_000);

        // Both ways are taken often, or the damage is not what it should be.
        ((double)refused / executed).ShouldBeInRange(0.2, 0.95);
    }

    private static void Execute(byte[] bytes, Random random)
    {
        var reader = new FrameReader();
        for (var at = 0; at < bytes.Length;)
        {
            var space = reader.Space();
            space.IsEmpty.ShouldBeFalse();
            var count = Math.Min(Math.Min(space.Length, bytes.Length - at), random.Next(1, 4_000));
            bytes.AsSpan(at, count).CopyTo(space);
            reader.Arrived(count);
            at += count;
            for (var frames = 0; reader.TryTake(out var frame); frames++)
            {
                frames.ShouldBeLessThan(bytes.Length);
                Read(frame);
            }

            reader.BufferBytes.ShouldBeLessThanOrEqualTo(Math.Max(FrameReader.FirstBytes, 2 * at));
        }
    }

    private static void Read(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Open:
                Opening.Read(frame).StreamId.ShouldNotBeEmpty();
                break;
            case FrameType.Hello:
                Greeting.Read(frame);
                break;
            case FrameType.Event or FrameType.Output:
                EventFrame.Read(frame).Payload.Length.ShouldBeLessThan(frame.Body.Length);
                break;
            default:
                frame.Body.Length.ShouldBeLessThanOrEqualTo(Wire.MaximumControlBytes);
                break;
        }
    }
}
