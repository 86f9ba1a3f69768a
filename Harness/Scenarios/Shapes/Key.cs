using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>The declaration of one key: from it come parsing, the check for unknown and missing keys, and the
/// schema.</summary>
/// <param name="Name">The key, camelCase.</param>
/// <param name="Description">One line.</param>
/// <param name="Shape">What the value may be.</param>
/// <param name="Keep">Puts a value that was read into the draft.</param>
/// <param name="Default">The value where the key is absent, as a file would write it; null where it must be
/// given.</param>
internal sealed record Key<TDraft, T>(
    string Name, string Description, IShape<T> Shape, Action<TDraft, Located<T>> Keep, string? Default = null)
    : IKey<TDraft>
{
    /// <inheritdoc />
    public bool IsRequired => Default is null && !IsOptional;

    /// <summary>Whether the key may be left out though it has no default.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Told of a value that could not be read: what is said of the draft must not depend on it.</summary>
    public Action<TDraft>? Lose { get; init; }

    /// <inheritdoc />
    public void Read(Node value, TDraft draft, ErrorList errors)
    {
        if (Shape.TryRead(Name, value, errors, out var read))
        {
            Keep(draft, new Located<T>(value.At, read));
        }
        else
        {
            Lose?.Invoke(draft);
        }
    }

    /// <inheritdoc />
    public JsonObject Schema()
    {
        var schema = new JsonObject { ["description"] = Description };
        foreach (var (keyword, value) in Shape.Schema())
        {
            schema[keyword] = value?.DeepClone();
        }

        if (Default is not null)
        {
            schema["default"] = PlainScalar.ToJson(Default);
        }

        return schema;
    }
}
