using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A value and where the file gives it, so that rules over several keys can point at their culprit.</summary>
internal readonly record struct Located<T>(Position At, T Value);
