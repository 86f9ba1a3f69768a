namespace Eval.Harness.Model;

/// <summary>What the value of another key has to be, written <c>key=value|value</c>; <c>key=</c> where it has to be
/// absent, <c>key=*</c> where it has to be given.</summary>
/// <param name="Key">The other key; beside a system's own keys there are function (name, executable), stages (one,
/// several) and output (producer, none, nats) of the scenario.</param>
/// <param name="Values">The values that meet it; one empty text: absent; a star: any.</param>
public sealed record KeyCondition(string Key, IReadOnlyList<string> Values)
{
    /// <summary>The condition in that text.</summary>
    public static KeyCondition Parse(string text)
    {
        var parts = text.Split('=', 2);
        return new KeyCondition(parts[0], parts[1].Split('|'));
    }

    /// <summary>Whether that value meets it; empty stands for an absent one.</summary>
    public bool IsMetBy(string value) => Values.Contains(value) || (value.Length > 0 && Values.Contains("*"));

    /// <summary>As a scenario would write it: <c>isolation: bubblewrap or docker</c>, <c>an endpoint</c>, <c>no
    /// endpoint</c>.</summary>
    public override string ToString() => Values switch
    {
        [""] => $"no {Key}",
        ["*"] => $"the key {Key}",
        _ => $"{Key}: {string.Join(" or ", Values)}",
    };
}
