using System.Text;
using System.Text.Json;
using CsCheck;
using Eval.Systems.Adapters;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using NATS.Client.Core;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines.Protocol;

public sealed class JetStreamProtocolTests
{
    [Fact]
    public void No_stream_id_leaves_its_one_token_of_a_subject_and_no_two_share_one() =>
        Gen.Select(Gen.String, Gen.String).Sample((first, second) =>
        {
            var token = JetStreamNames.Stream(first)["eval-".Length..];
            token.ShouldAllBe(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-' || unit == '_');
            JetStreamNames.Input(first).ShouldBe($"eval.{token}.in");
            var isSame = Encoding.UTF8.GetBytes(first).SequenceEqual(Encoding.UTF8.GetBytes(second));
            (JetStreamNames.Output(first) == JetStreamNames.Output(second)).ShouldBe(isSame);
        });

    [Fact]
    public void An_event_comes_out_of_its_message_as_it_went_in()
    {
        var item = new StreamEvent(long.MaxValue, new byte[] { 1, 2 }, new EventHeaders(
            [KeyValuePair.Create("a, b=\r\n", "ü = \0"), KeyValuePair.Create("a, b=\r\n", "")]));

        var read = JetStreamMessages.Read(JetStreamMessages.HeadersOf(item), item.Payload);

        read.Sequence.ShouldBe(item.Sequence);
        read.Payload.ShouldBe(item.Payload);
        read.Headers.ShouldBe(item.Headers);
        NatsHeaders?[] events = [JetStreamMessages.HeadersOf(item), null];
        events.ShouldAllBe(headers => JetStreamMessages.EndOf(headers) == null);
        events.ShouldAllBe(headers => JetStreamMessages.ProbeWorkerOf(headers) == null);
        JetStreamMessages.EndOf(JetStreamMessages.EndHeaders(3)).ShouldBe(3);
        JetStreamMessages.ProbeWorkerOf(JetStreamMessages.ProbeHeaders(4)).ShouldBe(4);
        JetStreamMessages.EndOf(JetStreamMessages.ProbeHeaders(4)).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("-1", null)]
    [InlineData("x", null)]
    [InlineData("1", "no-value")]
    public void A_message_that_no_producer_of_ours_wrote_is_refused(string? sequence, string? header)
    {
        var headers = new NatsHeaders();
        if (sequence is not null)
        {
            headers["Eval-Sequence"] = sequence;
        }

        if (header is not null)
        {
            headers["Eval-Event-Header"] = header;
        }

        Should.Throw<FormatException>(() => JetStreamMessages.Read(headers, default));
    }

    [Fact]
    public void A_job_keeps_the_kinds_of_its_source_and_operators_on_the_way_to_a_worker()
    {
        SourceOperator[] sources = [new MqttSource(1, "c"), new JetStreamSource(2, "s", "i")];
        OperatorDefinition[] operators =
            [new KeyedCountOperator("k", "n"), new TumblingWindowOperator("k", "t", 1000, 100)];
        foreach (var source in sources)
        {
            var map = new MapOperator("f", new Dictionary<string, string>());
            var sent = new Assignment(new Job("id", 2, source, map, operators, new SinkOperator("t")), 1, 3);
            var json = JsonSerializer.Serialize(sent, ProtocolJson.Default.Assignment);
            var read = JsonSerializer.Deserialize(json, ProtocolJson.Default.Assignment)!;
            (read.Partition, read.Attempt, read.Job.Partitions).ShouldBe((1, 3, 2));
            read.Job.Source.ShouldBe(source);
            read.Job.Operators.ShouldBe(operators);
        }
    }

    [Fact]
    public void The_server_is_found_on_the_first_search_path_that_has_it()
    {
        var folder = Directory.CreateTempSubdirectory("evn-");
        var program = Path.Combine(folder.FullName, "nats-server");
        PipelineNatsProgram.Find(null, "", folder.FullName).ShouldBeNull();
        File.WriteAllText(program, "");
        PipelineNatsProgram.Find("/nowhere:", $"/nowhere:{folder.FullName}").ShouldBe(program);
        folder.Delete(recursive: true);
    }
}
