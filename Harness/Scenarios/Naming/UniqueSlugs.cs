using System.Globalization;

namespace Eval.Harness.Scenarios.Naming;

/// <summary>Labels are free text; file names and trial ids are not. Each label of a scenario gets a slug of its own.
/// </summary>
internal static class UniqueSlugs
{
    /// <summary>Characters of a slug, its place apart: a trial's id, which names its stream, has at most 64.</summary>
    public const int LongestPlain = 40;

    /// <summary>The same where a stream's number follows the id of its session.</summary>
    public const int LongestOfSession = 30;

    /// <summary>One slug a label, in order: the plain one where that is there and not taken, else with the label's
    /// place after it, such as <c>faas-s2</c>, or <c>s3</c> for a label without ASCII letters and digits.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> labels, int longest = LongestPlain)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var slugs = new List<string>(labels.Count);
        for (var place = 1; place <= labels.Count; place++)
        {
            var whole = Slug.Of(labels[place - 1]);
            var plain = whole[..Math.Min(whole.Length, longest)].TrimEnd('-');
            var slug = plain;
            while (slug.Length == 0 || !taken.Add(slug))
            {
                slug = string.Create(CultureInfo.InvariantCulture, $"{slug}-s{place}").TrimStart('-');
            }

            slugs.Add(slug);
        }

        return slugs;
    }
}
