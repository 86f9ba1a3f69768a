using System.Collections;

namespace Eval.Systems.Sdk;

/// <summary>The headers of one event: few, ordered, name and value both text. The default value is empty.</summary>
public readonly struct EventHeaders(IReadOnlyList<KeyValuePair<string, string>>? entries)
    : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private readonly IReadOnlyList<KeyValuePair<string, string>>? _entries = entries;

    /// <summary>How many headers there are.</summary>
    public int Count => _entries?.Count ?? 0;

    /// <summary>The value of the first header of that name (compared ordinally), or null.</summary>
    public string? this[string name]
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (_entries![i].Key == name)
                {
                    return _entries[i].Value;
                }
            }

            return null;
        }
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        (_entries ?? []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
