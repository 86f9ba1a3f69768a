using System.Globalization;

namespace Eval.Systems.Brokers;

/// <summary>The two loopback ports of a broker, as it says them after <c>ready</c>.</summary>
/// <param name="Port">MQTT.</param>
/// <param name="ControlPort">The control route, see <see cref="BrokerControl"/>.</param>
public sealed record BrokerAddress(int Port, int ControlPort)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not two numbers.</exception>
    public static BrokerAddress Parse(string text) =>
        text.Split(' ') is [var port, var control]
            ? new(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(control, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is not a broker's two ports");

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port} {ControlPort}");
}
