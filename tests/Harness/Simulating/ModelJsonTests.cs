using Eval.Harness.Simulating.Calibration;
using Eval.Harness.Simulating.Models;
using Eval.Tests.Harness.Presentation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

public sealed class ModelJsonTests
{
    private const string Law = @"^model\.json:\d+: systems\[0\]\.service: ";

    private static readonly string Text =
        ModelJson.Write(Calibrator.Fit("default", ReferenceRun.Manifest, ReferenceRun.Measures));

    [Fact]
    public void A_model_that_is_written_and_read_is_the_same() =>
        ModelJson.Write(ModelJson.Read("model.json", Text)).ShouldBe(Text);

    /// <summary>Whoever changes the fit has to run calibrate again.</summary>
    [Fact]
    public void The_committed_model_is_the_one_of_the_reference_run() =>
        File.ReadAllText(RepositoryFolder.At("Scenarios", "models", "default.json")).ShouldBe(Text);

    [Theory]
    [InlineData("\"kind\":", "\"sort\":", @"^model\.json:\d+: ")]
    [InlineData("\"law\": \"lognormal\"", "\"law\": \"normal\"", Law + "no law 'normal'; known: ")]
    [InlineData("\"mu\":", "\"my\":", Law + "lognormal: .*'mu'")]
    [InlineData("\"mu\": -", "\"mu\": 1e9, \"was\": -", Law + "lognormal: must be a finite number above 0")]
    [InlineData("\"seconds\": 0", "\"seconds\": -1", @"^model\.json:\d+: systems\[0\].*must be a finite number, 0")]
    [InlineData("\"schema\": 1", "\"schema\": \"one\"", @"^model\.json:2: ")]
    public void A_model_that_is_not_right_is_refused_with_its_place(string right, string wrong, string message) =>
        Should.Throw<FormatException>(() => ModelJson.Read("model.json", Text.Replace(right, wrong)))
            .Message.ShouldMatch(message);

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var model = ModelJson.Read("model.json", Text) with { SourceRun = "" };
        var text = ModelJson.Write(model).Replace("\"law\": \"lognormal\"", "\"law\": \"normal\"");

        var lines = Should.Throw<FormatException>(() => ModelJson.Read("model.json", text)).Message.Split('\n');

        lines[0].ShouldBe(
            "model.json:1: a model names the run that it was fitted to (sourceRun), or its source (source)");
        lines.Skip(1).ShouldAllBe(line => line.Contains("no law 'normal'"));
        lines.Length.ShouldBe(1 + (text.Split("\"normal\"").Length - 1));
    }
}
