using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A size with its unit, in bytes, within a closed range.</summary>
internal sealed record SizeShape(long Minimum, long Maximum) : IShape<long>
{
    private const string Form = "a size with its unit, such as 512B, 64KiB or 16MiB";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out long value)
    {
        value = 0;
        if (!Expected.TryScalar(name, node, Form, errors, out var scalar))
        {
            return false;
        }

        var bytes = SizeText.ParseBytes(scalar.Text);
        if (bytes >= Minimum && bytes <= Maximum)
        {
            value = (long)bytes;
            return true;
        }

        var range = $"from {SizeText.Format(Minimum)} to {SizeText.Format(Maximum)}";
        Expected.Refuse(name, node, bytes is null ? Form : range, errors);
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^{SizeText.Pattern}$" };
}
