using System.Text;
using CsCheck;
using Eval.Systems.StreamFunctions.Commands;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Commands;

public sealed class ByteLinesTests
{
    [Fact]
    public void Lines_are_what_lies_between_newlines() =>
        Gen.Char['a', 'c'].Select(letter => letter == 'c' ? '\n' : letter).Array[0, 9_000].Sample(letters =>
        {
            var text = new string(letters);
            var lines = text.Split('\n');
            Read(text, 10_000).ShouldBe(lines[^1].Length == 0 ? lines[..^1] : lines);
        }, iter: 200);

    [Fact]
    public void A_line_beyond_the_bound_is_refused()
    {
        Read(new string('a', 5_000) + "\n", 5_000).Length.ShouldBe(1);
        Should.Throw<InvalidDataException>(() => Read(new string('a', 50_000), 5_000));
    }

    private static string[] Read(string text, int longest)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(text));
        return [.. ByteLines.Read(stream, longest).Select(line => Encoding.ASCII.GetString(line.Span))];
    }
}
