using System.Globalization;
using Docker.DotNet.Models;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>What an engine tells of its past, of containers alone.</summary>
internal sealed class EventLog : IProgress<Message>
{
    private const string Creation = "create";
    private const string Start = "start";

    private readonly List<Message> _messages = [];

    /// <summary>The question.</summary>
    public static ContainerEventsParameters Between(DateTimeOffset since, DateTimeOffset until) => new()
    {
        Since = Text(since),
        Until = Text(until),
        Filters = new Dictionary<string, IDictionary<string, bool>>
        {
            ["type"] = new Dictionary<string, bool> { ["container"] = true },
            ["event"] = new Dictionary<string, bool> { [Creation] = true, [Start] = true },
        },
    };

    /// <inheritdoc />
    public void Report(Message value) => _messages.Add(value);

    /// <summary>The containers of which both was told: identity, its instance's label, its image's name.</summary>
    public IEnumerable<(string Id, string Instance, string Image)> Started() =>
        from message in _messages
        where message.Action == Start
        let container = message.Actor
        where _messages.Exists(other => other.Action == Creation && other.Actor.ID == container.ID)
        select (
            container.ID,
            container.Attributes.TryGetValue(ContainerParameters.InstanceLabel, out var instance) ? instance : "",
            container.Attributes.TryGetValue("image", out var image) ? image : "");

    /// <summary>Seconds of the Unix epoch, and nanoseconds.</summary>
    private static string Text(DateTimeOffset time)
    {
        var (seconds, rest) = Math.DivRem((time - DateTimeOffset.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest:0000000}00");
    }
}
