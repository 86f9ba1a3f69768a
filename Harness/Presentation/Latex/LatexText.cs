using System.Text;

namespace Eval.Harness.Presentation.Latex;

/// <summary>Text as LaTeX shows it, for pdfLaTeX with UTF-8 input.</summary>
internal static class LatexText
{
    private static readonly string[] Digits =
        ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

    /// <summary>The text on one line, with nothing in it that LaTeX would obey.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '≤' => "$\\leq$",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + letter,
                _ when char.IsControl(letter) => " ",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>A part of a macro's name, which may hold letters alone: <c>stream-function</c> is
    /// <c>StreamFunction</c>, <c>10 s</c> is <c>OneZeroS</c>. Other letters than those of ASCII are left out.</summary>
    public static string Name(string text)
    {
        var name = new StringBuilder(text.Length);
        var isFirst = true;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                name.Append(Digits[letter - '0']);
                isFirst = true;
            }
            else if (char.IsAsciiLetter(letter))
            {
                name.Append(isFirst ? char.ToUpperInvariant(letter) : letter);
                isFirst = false;
            }
            else
            {
                isFirst = true;
            }
        }

        return name.ToString();
    }
}
