namespace Eval.Tests.Benchmarks.Measuring;

/// <summary>One load program.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Summary">What it shows.</param>
/// <param name="Options">The options that it knows.</param>
/// <param name="RunAsync">Measures, and fills the sheet.</param>
internal sealed record Verb(
    string Name, string Summary, IReadOnlyList<string> Options, Func<Options, Sheet, Task> RunAsync);
