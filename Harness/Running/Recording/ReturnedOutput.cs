namespace Eval.Harness.Running.Recording;

/// <summary>One output as it came back.</summary>
/// <param name="Sequence">Of the input that caused it.</param>
/// <param name="ReturnedNs">When.</param>
/// <param name="Hash">XxHash128 of its payload.</param>
internal readonly record struct ReturnedOutput(long Sequence, long ReturnedNs, UInt128 Hash);
