using System.Text;
using System.Text.Json;

namespace Eval.Systems.Simulation;

/// <summary>Where things stand in a data file, so that a value which is wrong can be pointed at.</summary>
public static class JsonPlaces
{
    /// <summary>The line, from 1, of what is at that path, such as <c>systems[0].service</c>; 1 where nothing is.
    /// </summary>
    /// <param name="json">Text that is JSON.</param>
    /// <param name="path">Names joined by dots, places in brackets.</param>
    public static int LineOf(string json, string path)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        var levels = new Stack<(string Path, bool IsArray)>();
        var places = new Stack<int>();
        var here = "";
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                levels.Pop();
                places.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var (above, _) = levels.Peek();
                here = above.Length == 0 ? reader.GetString()! : $"{above}.{reader.GetString()}";
            }
            else if (levels.Count > 0 && levels.Peek().IsArray)
            {
                var place = places.Pop();
                places.Push(place + 1);
                here = FormattableString.Invariant($"{levels.Peek().Path}[{place}]");
            }

            if (here == path)
            {
                return 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                levels.Push((here, reader.TokenType == JsonTokenType.StartArray));
                places.Push(0);
            }
        }

        return 1;
    }
}
