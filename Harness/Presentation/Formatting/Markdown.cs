using System.Text;

namespace Eval.Harness.Presentation.Formatting;

/// <summary>A Markdown text under construction. Whatever comes from outside passes <see cref="Escape"/>: a label can
/// neither end a table's cell nor become a link, an image or HTML.</summary>
internal sealed class Markdown
{
    private const string Special = "\\`*_{}[]#|~";

    private readonly StringBuilder _text = new();

    /// <summary>A heading; level 1 is the title.</summary>
    public Markdown Heading(int level, string title) => Block(new string('#', level) + " " + Escape(title));

    /// <summary>A paragraph of our own words; what comes from outside must be escaped by the caller.</summary>
    public Markdown Paragraph(string markup) => Block(markup);

    /// <summary>A list of our own words, one item each.</summary>
    public Markdown List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => "- " + item)));

    /// <summary>A table; headers and cells are escaped here. A table without rows is left out.</summary>
    public Markdown Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).ToList();
        return lines.Count == 0
            ? this
            : Block(string.Join('\n', [Row(headers), "|" + string.Concat(headers.Select(_ => " --- |")), .. lines]));
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>The text as it reads, on one line, with nothing in it that Markdown or HTML would obey.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsControl(letter) || letter is '\u2028' or '\u2029')
            {
                escaped.Append(' ');
            }
            else if (letter is '<' or '>' or '&')
            {
                escaped.Append(letter switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
            }
            else
            {
                escaped.Append(Special.Contains(letter) && !IsInWord(text, at) ? "\\" : "").Append(letter);
            }
        }

        return escaped.ToString();
    }

    // An underscore inside a name such as t0_ns means nothing to Markdown.
    private static bool IsInWord(string text, int at) => text[at] == '_'
        && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])
        && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]);

    private static string Row(IReadOnlyList<string> cells) =>
        "|" + string.Concat(cells.Select(cell => " " + Escape(cell) + " |"));

    private Markdown Block(string block)
    {
        _text.Append(_text.Length == 0 ? "" : "\n").Append(block).Append('\n');
        return this;
    }
}
