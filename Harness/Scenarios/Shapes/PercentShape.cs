using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A share with its unit, such as <c>5%</c>, within a closed range of percents; kept between 0 and 1.
/// </summary>
internal sealed partial record PercentShape(decimal Minimum, decimal Maximum) : IShape<double>
{
    private const string Pattern = @"(0|[1-9][0-9]{0,2})(\.[0-9]{1,3})?%";

    private string Expectation => string.Create(
        CultureInfo.InvariantCulture, $"a share with its unit, from {Minimum}% to {Maximum}%");

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out double value)
    {
        value = 0;
        if (!Expected.TryScalar(name, node, Expectation, errors, out var scalar))
        {
            return false;
        }

        if (Form().IsMatch(scalar.Text))
        {
            var percent = decimal.Parse(
                scalar.Text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            value = (double)(percent / 100);
            if (percent >= Minimum && percent <= Maximum)
            {
                return true;
            }
        }

        Expected.Refuse(name, node, Expectation, errors);
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^{Pattern}$" };

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Form();
}
