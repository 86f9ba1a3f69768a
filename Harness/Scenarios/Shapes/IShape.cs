using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>What the value of a key may be: one declaration for the reader and for the JSON Schema.</summary>
internal interface IShape<T>
{
    /// <summary>The value, or false with every reason appended.</summary>
    /// <param name="name">The key, for the message.</param>
    /// <param name="node">What the file has there.</param>
    /// <param name="errors">Where mistakes go.</param>
    /// <param name="value">The value.</param>
    bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out T? value);

    /// <summary>The same as JSON Schema.</summary>
    JsonObject Schema();
}
