using System.Text;

namespace Eval.Harness.Scenarios.Naming;

/// <summary>A free label as part of a file name or trial id: only a-z, 0-9 and single inner hyphens.</summary>
internal static class Slug
{
    /// <summary><c>faas[isolation=docker]</c> → <c>faas-isolation-docker</c>; empty where the label has no ASCII letter
    /// or digit.</summary>
    public static string Of(string label)
    {
        var slug = new StringBuilder(label.Length);
        foreach (var character in label)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
