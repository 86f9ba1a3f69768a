namespace Eval.Harness.Model;

/// <summary>What the value of another key has to be, written <c>key=value|value</c>; <c>key=</c> where it has to be
/// absent, <c>key=*</c> where it has to be given; <c>key=value or key=value</c> where one of several is enough.
/// </summary>
/// <param name="Key">The other key; beside a system's own keys there are function (name, executable), stages (one,
/// several), stateful (yes, no), keyed (yes, no) and output (producer, none, nats) of the scenario.</param>
/// <param name="Values">The values that meet it; one empty text: absent; a star: any.</param>
public sealed record KeyCondition(string Key, IReadOnlyList<string> Values)
{
    private const string Or = " or ";

    /// <summary>What is enough as well where this is not met; null: nothing.</summary>
    public KeyCondition? Otherwise { get; init; }

    /// <summary>The condition in that text.</summary>
    public static KeyCondition Parse(string text)
    {
        var alternatives = text.Split(Or, 2);
        var parts = alternatives[0].Split('=', 2);
        return new KeyCondition(parts[0], parts[1].Split('|'))
        {
            Otherwise = alternatives.Length > 1 ? Parse(alternatives[1]) : null,
        };
    }

    /// <summary>Whether the values of keys meet it.</summary>
    /// <param name="valueOf">The value of a key; empty where it is absent.</param>
    public bool IsMetBy(Func<string, string> valueOf)
    {
        var value = valueOf(Key);
        return Values.Contains(value) || (value.Length > 0 && Values.Contains("*"))
            || Otherwise?.IsMetBy(valueOf) == true;
    }

    /// <summary>As a scenario would write it: <c>isolation: bubblewrap or docker</c>, <c>an endpoint</c>, <c>no
    /// endpoint</c>.</summary>
    public override string ToString()
    {
        var text = Values switch
        {
            [""] => $"no {Key}",
            ["*"] => $"the key {Key}",
            _ => $"{Key}: {string.Join(Or, Values)}",
        };
        return Otherwise is null ? text : $"{text}{Or}{Otherwise}";
    }
}
