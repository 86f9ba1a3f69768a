using System.Diagnostics.CodeAnalysis;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>The mistakes that every shape shares: no value, or a value of another structure.</summary>
internal static class Expected
{
    /// <summary>The word or text at the node, or false with the reason appended.</summary>
    public static bool TryScalar(
        string name, Node node, string expectation, ErrorList errors, [NotNullWhen(true)] out ScalarNode? scalar)
    {
        scalar = node as ScalarNode;
        if (scalar is { IsNull: false })
        {
            return true;
        }

        scalar = null;
        Refuse(name, node, expectation, errors);
        return false;
    }

    /// <summary>Says what is there instead of what should be.</summary>
    public static void Refuse(string name, Node node, string expectation, ErrorList errors, string because = "")
    {
        var found = node switch
        {
            ScalarNode { IsNull: true } => "it has no value",
            ScalarNode scalar => $"not {Shown.Quoted(scalar.Text)}",
            SequenceNode => "not a list",
            MappingNode => "not a mapping",
            _ => null,
        };
        if (found is not null)
        {
            errors.Add(node.At, $"'{name}' must be {expectation}; {found}{because}");
        }
    }
}
