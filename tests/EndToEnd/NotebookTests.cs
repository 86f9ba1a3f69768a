using System.Collections;
using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: the notebooks run as their README says. Method: the real commands over the committed run that the
/// README quotes.</summary>
public sealed class NotebookTests
{
    private static readonly string Run = Path.Combine(
        Checkout.Root, "Results", "paper-video", "20261130T115515Z-e7e3a3");

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cold-start.cs", "| 10 s | faas | 8 |")]
    [InlineData("event-latency.cs", "| 60 s | pipeline | 4800 |")]
    [InlineData("closed-form.cs", "| 30 s | batch | 8 | 30")]
    [InlineData("shorter-streams.cs", "| stream-function | 24 |")]
    public async Task A_notebook_answers_from_a_run_folder(string name, string expected)
    {
        using var scratch = new ScratchFolder();
        var result = await EndAsync(
            "dotnet", "run", "--artifacts-path", scratch.At("artifacts"), Path.Combine("Notebooks", name), "--", Run);

        result.ExitCode.ShouldBe(0, result.Said);
        result.Output.ShouldContain(expected);
        result.Output.ShouldNotContain("NaN");

        var none = await EndAsync(
            "dotnet", "run", "--artifacts-path", scratch.At("artifacts"), Path.Combine("Notebooks", name), "--",
            scratch.Path);
        none.ExitCode.ShouldBe(2, none.Said);
        none.Errors.ShouldStartWith($"{scratch.Path}: no trials.csv; ");
    }

    [Fact]
    public async Task The_Python_notebook_gives_again_what_is_stored_in_it()
    {
        RealPart.Require("jupyter-nbconvert", "jupyter-nbconvert python3-pandas python3-matplotlib");
        using var scratch = new ScratchFolder();
        var stored = Path.Combine(Checkout.Root, "Notebooks", "run-in-python.ipynb");
        var result = await EndAsync(
            "jupyter-nbconvert", "--to", "notebook", "--execute", "--output-dir", scratch.Path, stored);

        result.ExitCode.ShouldBe(0, result.Said);
        var again = Printed(scratch.At("run-in-python.ipynb"));
        again.ShouldNotBeEmpty();
        Printed(stored).ShouldBe(again);
    }

    /// <summary>What its cells printed; pictures are left out, as their bytes depend on the library's
    /// version.</summary>
    private static List<string> Printed(string notebook) =>
    [
        .. JsonDocument.Parse(File.ReadAllText(notebook)).RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.TryGetProperty("outputs", out _))
            .SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())
            .Where(output => output.GetProperty("output_type").GetString() == "stream")
            .SelectMany(output => output.GetProperty("text").EnumerateArray())
            .Select(line => line.GetString()!),
    ];

    private async Task<CliResult> EndAsync(string program, params string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        using var process = CliProcess.StartWith(Checkout.Root, environment, program, arguments);
        return await process.EndAsync(_cancellation);
    }
}
