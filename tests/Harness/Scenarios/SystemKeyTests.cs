using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Keys in mappings of their own, keys that go with others, and what systems can run.</summary>
public sealed class SystemKeyTests : IDisposable
{
    private const string Streams = "kind: stream-function";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_key_in_a_mapping_has_a_name_with_a_dot()
    {
        var options = Options($"{Streams}, start: warm, pool: {{ size: 3, timeToLive: 2m }}, limits: {{ cpu: 1.5 }}");

        options["pool.size"].ShouldBe("3");
        options["pool.timeToLive"].ShouldBe("120");
        options["limits.cpu"].ShouldBe("1.5");
        options["hardening.seccomp"].ShouldBe("true");
        options.ShouldNotContainKey("endpoint");
    }

    [Fact]
    public void What_has_no_effect_has_no_value() => Options(Streams).ShouldNotContainKey("pool.size");

    [Theory]
    [InlineData("pool: { size: 2 }", "9:53: 'pool.size' has no effect here; it goes with start: warm")]
    [InlineData(
        "pool: {}", "9:45: 'pool' must be a mapping with keys of size, timeToLive; not a mapping without a key")]
    [InlineData("pool: 3", "9:45: 'pool' must be a mapping with keys of size, timeToLive; not '3'")]
    [InlineData("start: warm, pool: { sise: 2 }", "9:60: unknown key 'sise' (did you mean 'size'?)")]
    [InlineData("start: warm, pool: { size: 0 }", "9:66: 'size' must be a whole number from 1 to 8; not '0'")]
    [InlineData("poool: { size: 2 }", "9:39: unknown key of stream-function 'poool' (did you mean 'pool'?)")]
    [InlineData("hardening: { seccomp: no }", "9:61: 'seccomp' must be true or false; not 'no'")]
    [InlineData("hardening: { seccomp: 'false' }",
        "9:61: 'seccomp' must be true or false; not 'false' in quotes, which is text")]
    [InlineData("limits: { cpu: 0.1 }",
        "9:54: 'cpu' must be a number from 0.5 to 8, with at most three decimals; not '0.1'")]
    [InlineData("endpoint: nowhere", "9:49: 'endpoint' must be host:port; not 'nowhere'")]
    public void Each_mistake_is_told_at_its_place(string keys, string error)
    {
        var text = Fixture.With("name: a, kind: faas", $"name: a, {Streams}, {keys}");
        Fixture.OnlyError(text).ShouldBe($"f.yaml:{error}");
    }

    /// <summary>Goal: a value that cannot be read is one mistake; what goes with it cannot be judged. Method: a key
    /// that has an effect only beside a misread one, and a rule that needs a misread one.</summary>
    [Theory]
    [InlineData("start: worm, pool: { size: 2 }", "9:46: unknown start 'worm' (did you mean 'warm'?)")]
    [InlineData("start: warm, isolation: proces", "9:63: unknown isolation 'proces' (did you mean 'process'?)")]
    public void A_value_that_cannot_be_read_is_one_mistake(string keys, string error) =>
        Fixture.OnlyError(Fixture.With("name: a, kind: faas", $"name: a, {Streams}, {keys}"))
            .ShouldBe($"f.yaml:{error}");

    [Fact]
    public void A_warm_system_says_so_in_its_label()
    {
        var text = Fixture.With("kind: faas", $"{Streams}, start: warm");
        Fixture.Read(text).Scenario!.Systems[0].Name.ShouldBe("a (warm)");
        Fixture.Read(text.Replace("name: a", "name: warm a", StringComparison.Ordinal))
            .Scenario!.Systems[0].Name.ShouldBe("warm a");
    }

    [Fact]
    public void A_workflow_is_a_list_and_needs_systems_that_chain()
    {
        var text = OnStreamsAlone("[grayscale, grayscale, grayscale]");
        var scenario = Fixture.Read(text).Scenario.ShouldNotBeNull();

        scenario.Function.ShouldBe("grayscale > grayscale > grayscale");
        scenario.Stages.Select(stage => stage.Executable).ShouldBe([null, null, null]);
        Fixture.OnlyError(text.Replace($"{Streams} }}", "kind: faas }", StringComparison.Ordinal))
            .ShouldBe("f.yaml:5:11: a workflow cannot run on faas, which take the name of one bundled function");
        Fixture.OnlyError(text.Replace($"{Streams} }}", $"{Streams}, start: warm }}", StringComparison.Ordinal))
            .ShouldBe("f.yaml:9:46: start: warm needs stages: one: a pool has one function");
    }

    [Theory]
    [InlineData("[grayscale]", "5:11: a workflow has 2 to 8 functions; this one has 1")]
    [InlineData("[grayscale, greyscale]", "5:23: unknown function 'greyscale' (did you mean 'grayscale'?)")]
    [InlineData("greyscale", "5:11: unknown function 'greyscale' (did you mean 'grayscale'?)")]
    public void What_is_no_function_is_refused(string function, string error) =>
        Fixture.OnlyError(OnStreamsAlone(function)).ShouldBe($"f.yaml:{error}");

    [Fact]
    public void A_path_begins_at_the_files_folder_and_must_be_a_program()
    {
        var file = Path.Combine(_folder.FullName, "f.yaml");
        var program = Path.Combine(_folder.FullName, "mine");
        File.WriteAllText(file, OnStreamsAlone("./mine"));
        OnlyError().ShouldBe($"{file}:5:11: './mine' is not there; paths begin at the scenario file's folder");

        File.WriteAllText(program, "#!/bin/sh\n");
        OnlyError().ShouldBe($"{file}:5:11: './mine' is not executable: chmod +x");

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var stage = Reading().Scenario!.Stages.ShouldHaveSingleItem();
        (stage.Name, stage.Executable).ShouldBe(("./mine", program));

        string OnlyError() => Reading().Errors.ShouldHaveSingleItem().ToString();
        Eval.Harness.Scenarios.ScenarioReading Reading() =>
            Eval.Harness.Scenarios.ScenarioReader.ReadFile(file, Fixture.Vocabulary);
    }

    /// <summary>A manifest's scenario is read where its programs need not be.</summary>
    [Fact]
    public void A_text_without_a_file_names_programs_unseen() =>
        Fixture.Read(OnStreamsAlone("./mine")).Scenario!.Function.ShouldBe("./mine");

    [Fact]
    public void Rules_look_at_the_function() =>
        Fixture.OnlyError(OnStreamsAlone("./mine").Replace($"{Streams} }}", $"{Streams}, endpoint: a.b:1 }}",
            StringComparison.Ordinal))
            .ShouldBe("f.yaml:9:49: the key endpoint needs function: name: it has a name there");

    [Theory]
    [InlineData("producer", Eval.Harness.Model.OutputTarget.Producer, "")]
    [InlineData("{ nats: a.b_c.d-1 }", Eval.Harness.Model.OutputTarget.Nats, "a.b_c.d-1")]
    public void Outputs_go_to_the_producer_or_to_a_subject(
        string output, Eval.Harness.Model.OutputTarget target, string subject)
    {
        var scenario = Fixture.Read(OnStreamsAlone($"grayscale\noutput: {output}")).Scenario.ShouldNotBeNull();
        (scenario.Output, scenario.OutputSubject).ShouldBe((target, subject));
    }

    [Theory]
    [InlineData("a.>")]
    [InlineData("a.*")]
    [InlineData("a..b")]
    [InlineData("$SYS")]
    [InlineData("'a b'")]
    public void A_subject_has_no_wildcard(string subject) =>
        Fixture.OnlyError(OnStreamsAlone($"grayscale\noutput: {{ nats: {subject} }}"))
            .ShouldStartWith("f.yaml:6:17: 'nats' must be a NATS subject");

    private static string OnStreamsAlone(string function) => Fixture
        .With("function: grayscale", $"function: {function}")
        .Replace("kind: faas", Streams, StringComparison.Ordinal)
        .Replace("\n  - { name: b, kind: loopback }", "", StringComparison.Ordinal);

    private static IReadOnlyDictionary<string, string> Options(string keys) =>
        Fixture.Read(Fixture.With("kind: faas", keys)).Scenario.ShouldNotBeNull().Systems[0].Options;
}
