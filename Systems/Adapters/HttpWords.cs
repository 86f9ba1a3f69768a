namespace Eval.Systems.Adapters;

/// <summary>What an HTTP client says of a failure: the cause stands in its inner exceptions.</summary>
internal static class HttpWords
{
    /// <summary>The messages from the outermost on, each once.</summary>
    public static string Of(Exception failure)
    {
        var messages = new List<string>();
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (!messages.Exists(message => message.Contains(inner.Message, StringComparison.Ordinal)))
            {
                messages.Add(inner.Message);
            }
        }

        return string.Join(' ', messages);
    }
}
