using System.Text;
using CsCheck;
using Eval.Systems.Fifo.Nats;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Fifo.Nats;

/// <summary>Goal: operations are found however their bytes arrive, and nothing that arrives does harm. Method: every
/// cut of a valid session, and random bytes.</summary>
public sealed class NatsReaderTests
{
    private static readonly byte[] Session = Encoding.ASCII.GetBytes(
        "INFO {}\r\nPING\r\nMSG a.b 1 5\r\nh\r\nlo\r\nMSG a.b 1 reply.to 0\r\n\r\n+OK\r\nPONG\r\n-ERR 'bad'\r\n");

    private static readonly Gen<string> Heads =
        Gen.OneOf(Gen.Const("MSG "), Gen.Const("INFO "), Gen.Const("PING\r\n"), Gen.Const(""));

    [Fact]
    public void A_session_is_understood_wherever_it_is_cut()
    {
        string[] whole = ["Info:{}", "Ping:", "Message:h\r\nlo", "Message:", "Ok:", "Pong:", "Error:'bad'"];
        for (var cut = 0; cut <= Session.Length; cut++)
        {
            var reader = new NatsReader { MaximumPayload = 5 };
            var understood = Give(reader, Session.AsSpan(0, cut));
            understood.AddRange(Give(reader, Session.AsSpan(cut)));
            understood.ShouldBe(whole);
        }
    }

    [Fact]
    public void Bytes_of_any_kind_are_understood_or_refused() =>
        Gen.Select(Heads, Gen.Byte.Array[0, 200]).Sample(
            (head, tail) =>
            {
                var reader = new NatsReader { MaximumPayload = 100 };
                try
                {
                    Give(reader, [.. Encoding.ASCII.GetBytes(head), .. tail]);
                }
                catch (InvalidDataException)
                {
                    // Refused in words.
                }
            });

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var reader = new NatsReader();
        Should.Throw<InvalidDataException>(() => Give(reader, new byte[NatsReader.MaximumLine]));
    }

    [Theory]
    [InlineData("a.b-c_D9", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("a.", false)]
    [InlineData(".a", false)]
    [InlineData("a..b", false)]
    [InlineData("a.*", false)]
    [InlineData("a.>", false)]
    [InlineData("$SYS.x", false)]
    [InlineData("a b", false)]
    [InlineData("a\r\nPUB x 0\r\n\r\n", false)]
    [InlineData("ä", false)]
    public void A_subject_for_outputs_has_plain_tokens_only(string subject, bool isAllowed) =>
        NatsSubject.IsPublishable(subject).ShouldBe(isAllowed);

    private static List<string> Give(NatsReader reader, ReadOnlySpan<byte> bytes)
    {
        var understood = new List<string>();
        while (!bytes.IsEmpty)
        {
            var space = reader.Space();
            var part = bytes[..Math.Min(space.Length, bytes.Length)];
            part.CopyTo(space);
            reader.Arrived(part.Length);
            bytes = bytes[part.Length..];
            while (reader.TryTake(out var operation))
            {
                understood.Add($"{operation.Verb}:{Encoding.ASCII.GetString(operation.Body.Span)}");
            }
        }

        return understood;
    }
}
