using System.Net.Sockets;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Serving;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sdk.Fuzzing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Fuzzing;

/// <summary>Goal: whatever a producer sends, a control plane answers with one report or closes, in time, and goes on
/// serving others. Method: damaged sessions by seed over its real socket, in front of a function in process.</summary>
public sealed class SocketFuzzTests : IDisposable
{
    private const int Sessions = 10_000;
    private const int LimitMilliseconds = 30_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task No_damaged_session_harms_a_control_plane()
    {
        var seed = Scale.Seed();
        var path = Path.Combine(_folder.FullName, "socket");
        var configuration = new ServerConfiguration
        {
            SocketPath = path,
            Owner = "eval-fuzz",
            Functions =
            [
                new() { Name = "echo", Stages = [new FunctionStage("", ["echo"])], Isolation = Isolation.InProcess },
            ],
        };
        using var plane = new ControlPlane(new ServerState(configuration) { CreateBundled = _ => new Echo() });
        var answered = 0;
        for (var session = 0; session < Scale.Of(Sessions); session++)
        {
            var random = new Random(unchecked(seed + session));
            var frames = random.Next(4) > 0 ? ValidSession.OfProducer(random, "echo") : ValidSession.OfInstance(random);
            var what = $"EVAL_SEED={seed}, session {session}";
            var answer = Exchange(path, Mutation.Of(frames, random), what);
            EndsWithItsOneReport(answer).ShouldBeTrue($"{what}: {Convert.ToHexString(answer)}");
            answered++;
        }

        var said = $"EVAL_SEED={seed}: {answered} sessions over a socket";
        TestContext.Current.SendDiagnosticMessage(said);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        answered.ShouldBe(Scale.IsFull ? 10_000 : 500);
        plane.Metrics.AcceptedConnections.ShouldBe(answered, "every session reached the control plane");

        using var stream = new TestStream(path);
        stream.Send(0, 1);
        stream.Client.Complete();
        (await stream.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        plane.Streams.ShouldBeEmpty();
        plane.Instances.ShouldBeEmpty();
    }

    /// <summary>Sends, ends the sending direction, and reads to the end.</summary>
    private static byte[] Exchange(string path, byte[] bytes, string what)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.ReceiveTimeout = socket.SendTimeout = LimitMilliseconds;
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var answer = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            socket.Send(bytes);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException refused) when (refused.SocketErrorCode != SocketError.TimedOut)
        {
            // It was refused at an early byte; the answer says why.
        }

        try
        {
            for (int count; (count = socket.Receive(buffer)) > 0;)
            {
                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException reset)
        {
            (reset.SocketErrorCode is SocketError.ConnectionReset).ShouldBeTrue($"{what}: {reset.SocketErrorCode}");
        }

        return answer.ToArray();
    }

    private static bool EndsWithItsOneReport(byte[] answer)
    {
        if (answer.Length == 0)
        {
            return true;
        }

        var reader = new FrameReader();
        var types = new List<FrameType>();
        for (var rest = answer.AsSpan(); !rest.IsEmpty;)
        {
            var space = reader.Space();
            var count = Math.Min(space.Length, rest.Length);
            rest[..count].CopyTo(space);
            reader.Arrived(count);
            rest = rest[count..];
            while (reader.TryTake(out var frame))
            {
                types.Add(frame.Type);
            }
        }

        return !reader.IsInsideFrame && types.Count(type => type == FrameType.Report) == 1
            && types[^1] == FrameType.Report;
    }

    private sealed class Echo : ISynchronousStreamFunction
    {
        public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context) => input;
    }
}
