using System.Text.Json;
using Eval.Harness.Scenarios;
using NJsonSchema;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Goal: an editor that checks with the schema agrees with the reader. Method: the same YAML through
/// both.</summary>
public sealed class ScenarioSchemaTests
{
    [Fact]
    public async Task Every_object_in_the_schema_is_closed()
    {
        using var schema = JsonDocument.Parse(ScenarioSchema.Write(Fixture.Vocabulary));
        schema.RootElement.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        AssertClosed(schema.RootElement);
        (await Schema()).Properties.Keys.ShouldContain("systems");
    }

    [Theory]
    [InlineData("quickstart.yaml")]
    [InlineData("paper-video.yaml")]
    [InlineData("smoke.yaml")]
    [InlineData("million-streams.yaml")]
    [InlineData("calibration.yaml")]
    public async Task A_shipped_scenario_passes_the_reader_and_the_schema(string name)
    {
        var path = Path.Combine(Fixture.Root(), "Scenarios", name);
        var reading = ScenarioReader.ReadFile(path, Fixture.Vocabulary);
        reading.Errors.ShouldBeEmpty();
        reading.Scenario!.Name.ShouldBe(Path.GetFileNameWithoutExtension(name));
        reading.Scenario.SourceText.ShouldStartWith("# yaml-language-server: $schema=scenario.schema.json\n");
        (await Mistakes(reading.Scenario.SourceText)).ShouldBe(0);
    }

    [Fact]
    public async Task The_minimal_scenario_passes_the_schema() => (await Mistakes(Fixture.Minimal)).ShouldBe(0);

    [Theory]
    [InlineData("schema: 1", "schema: 2")]
    [InlineData("seed: 7", "sed: 7")]
    [InlineData("seed: 7", "seed: -1")]
    [InlineData("seed: 7", "seed: '7'")]
    [InlineData("name: small", "name: Small")]
    [InlineData("name: small", "name: 12")]
    [InlineData("rate: 10/s", "rate: 10")]
    [InlineData("rate: 10/s", "rate: 10/s, hue: 3")]
    [InlineData("[1s, 2s]", "[1s, 2]")]
    [InlineData("[1s, 2s]", "[]")]
    [InlineData("repetitions: 3", "repetitions: 1001")]
    [InlineData("repetitions: 3", "repetitions: { min: 5, max: 50 }")]
    [InlineData("repetitions: 3", "repetitions: { min: 5, max: 50, until: 5 }")]
    [InlineData("repetitions: 3", "repetitions: 3\nprofiles: { quick: { name: other } }")]
    [InlineData("repetitions: 3", "repetitions: 3\nmatrix: { pause: [1s, 2s] }")]
    [InlineData("repetitions: 3", "repetitions: 3\nexpect: [{ system: a, metric: speed, below: 0.5 }]")]
    [InlineData("function: grayscale", "function: sepia")]
    [InlineData("kind: loopback", "kind: loop")]
    [InlineData("kind: loopback", "kind: loopback, isolation: process")]
    [InlineData("kind: faas", "kind: faas, maxInstances: 2")]
    [InlineData("kind: faas", "kind: faas, isolation: docker")]
    [InlineData("name: a, ", "")]
    public async Task What_the_schema_refuses_the_reader_refuses(string old, string wrong)
    {
        var text = Fixture.With(old, wrong);
        (await Mistakes(text)).ShouldBeGreaterThan(0);
        Fixture.Read(text).IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("kind: faas", "kind: faas, idleTimeout: 1.5m, queue: 0")]
    [InlineData("kind: loopback", "kind: known-answer, coldStart: 250ms")]
    [InlineData("kind: loopback", "kind: stream-function, bufferBytes: 64KiB")]
    [InlineData("seed: 7", "seed: 9223372036854775807")]
    [InlineData("repetitions: 3", "repetitions: { min: 5, max: 50, until: 5% }")]
    [InlineData("repetitions: 3", "repetitions: 3\nprofiles: { quick: { repetitions: 1, durations: [1s] } }")]
    [InlineData("repetitions: 3", "repetitions: 3\nmatrix: { workload.rate: [10/s, 20/s] }")]
    [InlineData("repetitions: 3", "repetitions: 3\nreference: a")]
    [InlineData(
        "repetitions: 3",
        "repetitions: 3\nexpect: [{ system: a, metric: cold_start_penalty, duration: 1s, below: 0.5 }]")]
    public async Task What_the_reader_accepts_the_schema_accepts(string old, string right)
    {
        var text = Fixture.With(old, right);
        Fixture.Read(text).Errors.ShouldBeEmpty();
        (await Mistakes(text)).ShouldBe(0);
    }

    [Fact]
    public void Defaults_are_written_as_a_scenario_would_write_them()
    {
        using var schema = JsonDocument.Parse(ScenarioSchema.Write(Fixture.Vocabulary));
        var properties = schema.RootElement.GetProperty("properties");
        properties.GetProperty("pause").GetProperty("default").GetString().ShouldBe("500ms");
        var kinds = properties.GetProperty("systems").GetProperty("items").GetProperty("oneOf");
        var first = kinds[0].GetProperty("properties");
        first.GetProperty("bufferBytes").GetProperty("default").GetString().ShouldBe("64MiB");
        first.GetProperty("bufferEvents").GetProperty("default").GetInt32().ShouldBe(1024);
        kinds[5].GetProperty("properties").GetProperty("coldStart").GetProperty("default").GetString().ShouldBe("50ms");
    }

    private static Task<JsonSchema> Schema() =>
        JsonSchema.FromJsonAsync(ScenarioSchema.Write(Fixture.Vocabulary), TestContext.Current.CancellationToken);

    private static async Task<int> Mistakes(string yaml)
    {
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var tree = deserializer.Deserialize(yaml);
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(tree!);
        return (await Schema()).Validate(json).Count;
    }

    private static void AssertClosed(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("properties", out _) && schema.TryGetProperty("type", out _))
            {
                schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            }

            foreach (var property in schema.EnumerateObject())
            {
                AssertClosed(property.Value);
            }
        }
        else if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in schema.EnumerateArray())
            {
                AssertClosed(item);
            }
        }
    }
}
