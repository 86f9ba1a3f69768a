using System.Text;
using CsCheck;
using Eval.Harness.Scenarios;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Goal: whatever bytes come, the answer is a scenario or located errors, never an exception, a hang or a
/// value that the user did not mean.</summary>
public sealed class HostileInputTests
{
    [Theory]
    [InlineData(".nan")]
    [InlineData("NaN")]
    [InlineData("-.inf")]
    [InlineData("-.Inf")]
    [InlineData("Infinity")]
    [InlineData("-3")]
    [InlineData("+3")]
    [InlineData("010")]
    [InlineData("0x10")]
    [InlineData("0o7")]
    [InlineData("1_000")]
    [InlineData("1e2")]
    [InlineData("3.0")]
    [InlineData("3,0")]
    [InlineData("\"3\"")]
    [InlineData("\u0663")]
    [InlineData("true")]
    [InlineData("[3]")]
    public void A_number_in_any_other_form_than_digits_is_refused(string value) =>
        Fixture.OnlyError(Fixture.With("repetitions: 3", $"repetitions: {value}"))
            .ShouldStartWith("f.yaml:7:14: 'repetitions' must be a whole number from 1 to 1000; not ");

    [Theory]
    [InlineData("-1s")]
    [InlineData(".inf")]
    [InlineData("NaNs")]
    [InlineData("0s")]
    [InlineData("25h")]
    [InlineData("999999999999h")]
    [InlineData("1e3s")]
    [InlineData("01s")]
    [InlineData("1 s")]
    [InlineData("1S")]
    [InlineData("0.00000015s")]
    [InlineData("\"1s\\n\"")]
    public void A_duration_that_is_negative_endless_or_oddly_written_is_refused(string value) =>
        Fixture.OnlyError(Fixture.With("[1s, 2s]", $"[1s, {value}]"))
            .ShouldStartWith("f.yaml:6:17: 'durations' must be ");

    [Fact]
    public void A_duplicate_key_is_an_error_at_the_second() =>
        Fixture.OnlyError(Fixture.Minimal + "\nseed: 8")
            .ShouldBe("f.yaml:11:1: duplicate key 'seed'; it is on line 3 already");

    [Theory]
    [InlineData("seed: &s 7", "f.yaml:3:7: anchors (&name) are not allowed; write the value out where it is needed")]
    [InlineData("seed: !!int 7", "f.yaml:3:7: tags (!name) are not allowed; a key's type is fixed")]
    [InlineData("? [seed]\n: 7\nseed: 7", "f.yaml:3:3: a key must be a word, not a list or a mapping")]
    public void Parts_of_YAML_that_no_scenario_needs_are_refused(string line, string error) =>
        Fixture.OnlyError(Fixture.With("seed: 7", line)).ShouldBe(error);

    [Fact]
    public void Aliases_are_refused_each_at_its_place() =>
        Fixture.Read(Fixture.With("seed: 7", "seed: *a") + "\npause: *b")
            .Errors.Select(error => error.ToString()).ShouldBe(
            [
                "f.yaml:3:7: aliases (*name) are not allowed; write the value out",
                "f.yaml:11:8: aliases (*name) are not allowed; write the value out",
            ]);

    [Fact]
    public void An_alias_bomb_is_refused_without_being_expanded()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (var level = 1; level <= 100; level++)
        {
            bomb.Append($"a{level}: &a{level} [*a{level - 1}, *a{level - 1}]\n");
        }

        Fixture.Read(bomb.ToString()).Errors.Count.ShouldBe(101);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Two_thousand_levels_are_refused_and_not_recursed_into(string opening) =>
        Fixture.OnlyError(string.Concat(Enumerable.Repeat(opening, 2000))).ShouldEndWith("deeper than 32 levels");

    [Fact]
    public void A_megabyte_of_brackets_ends() =>
        Fixture.OnlyError(new string('[', 1 << 20)).ShouldEndWith("deeper than 32 levels");

    [Fact]
    public void A_megabyte_of_values_ends() =>
        Fixture.OnlyError("[" + string.Concat(Enumerable.Repeat("a,", 500_000)) + "]").ShouldContain("more than 10000");

    [Fact]
    public void No_more_than_a_hundred_mistakes_are_listed()
    {
        var keys = string.Concat(Enumerable.Range(0, 4000).Select(number => $"\nunknown{number}: 1"));
        var errors = Fixture.Read(Fixture.Minimal + keys).Errors;
        errors.Count.ShouldBe(101);
        errors[^1].ToString().ShouldBe("f.yaml:111:1: 3900 more mistakes from here on are not listed");
    }

    [Fact]
    public void A_long_unknown_key_is_shown_short()
    {
        var error = Fixture.OnlyError(Fixture.Minimal + "\n\"" + new string('k', 900) + "\": 1");
        error.ShouldStartWith($"f.yaml:11:1: unknown key '{new string('k', 40)}…'; known: schema, name, description");
    }

    [Fact]
    public void Control_characters_never_reach_the_terminal() =>
        Fixture.OnlyError(Fixture.Minimal + "\n\"\\e]0;x\\a\": 1").ShouldContain("'<U+001B>]0;x<U+0007>'");

    [Theory]
    [InlineData(0)]
    [InlineData(0x1B)]
    [InlineData(0x7F)]
    [InlineData(0xD800)]
    [InlineData(0xFEFF)]
    public void Characters_that_YAML_forbids_are_located_and_what_follows_is_not_skipped(int code) =>
        Fixture.OnlyError(Fixture.Minimal + "\n#" + (char)code + "\nunknown: 1")
            .ShouldBe($"f.yaml:11:2: the character U+{code:X4} is not allowed in YAML");

    [Fact]
    public void A_byte_order_mark_at_the_start_is_skipped()
    {
        Fixture.Read("\uFEFF" + Fixture.Minimal).Errors.ShouldBeEmpty();
        Fixture.OnlyError("\uFEFF" + Fixture.With("schema: 1", "schema: 9")).ShouldStartWith("f.yaml:1:9:");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_an_error(string text) =>
        Fixture.OnlyError(text).ShouldBe("f.yaml:1:1: the file is empty; a scenario begins with 'schema: 1'");

    [Theory]
    [InlineData("- a", "f.yaml:1:1: 'scenario' must be a mapping")]
    [InlineData("word", "f.yaml:1:1: 'scenario' must be a mapping")]
    public void A_file_that_is_no_mapping_is_an_error(string text, string start) =>
        Fixture.OnlyError(text).ShouldStartWith(start);

    [Fact]
    public void A_second_document_is_refused() =>
        Fixture.OnlyError(Fixture.Minimal + "\n---\na: 1")
            .ShouldBe("f.yaml:11:1: a scenario file holds one document; remove this '---' and what follows");

    [Theory]
    [InlineData("\tpause: 1s", "11:1", "While scanning a mapping, found invalid tab as indentation.")]
    [InlineData("pause: [1s", "12:1", "While parsing a flow sequence, did not find expected ',' or ']'.")]
    [InlineData("pause: \"1s", "11:8", "While scanning a quoted scalar, found unexpected end of stream.")]
    [InlineData("  pause: 1s", "11:3", "While parsing a block collection, did not find expected '-' indicator.")]
    public void A_syntax_error_is_located_in_the_words_of_the_parser(string line, string at, string words) =>
        Fixture.OnlyError(Fixture.Minimal + "\n" + line + "\n").ShouldBe($"f.yaml:{at}: not valid YAML: {words}");

    [Fact]
    public void Random_text_never_throws()
    {
        string[] pieces =
        [
            "schema: 1", "name: ", "systems:", "kind", ": ", "- ", "[", "]", "{", "}", "\n", "  ", "\t", "'", "\"",
            "&a ", "*a", "!!x ", "? ", "|", ">", ">2-", "%YAML 1.2\n", "---\n", "...\n", "#", "~", ",", "\\u12", "\\x",
            "@", "`", "\u0085", "\u2028", "\uFEFF", "\0", "é", "\ud83d\ude00", "10/s", "1s", "<<", "!<",
            "%TAG ! x\n", "\r",
            "-", ":",
        ];
        var piece = Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]);
        var soup = Gen.OneOf(piece, Gen.String[0, 8]).Array[0, 40].Select(parts => string.Concat(parts));

        soup.Sample(text =>
        {
            var reading = Fixture.Read(text);
            (reading.Scenario is null).ShouldBe(reading.Errors.Count > 0);
            reading.Errors.ShouldAllBe(error => error.Line >= 1 && error.Column >= 1);
        }, iter: 4_000);
    }

    /// <summary>Goal: errors deep in a nearly right file are found too. Method: cut, double or exchange a piece of
    /// it.</summary>
    [Fact]
    public void A_right_file_with_one_random_edit_never_throws() =>
        Gen.Select(Gen.Int[0, Fixture.Minimal.Length], Gen.Int[0, 6], Gen.String[0, 6]).Sample((at, cut, insert) =>
        {
            var end = Math.Min(Fixture.Minimal.Length, at + cut);
            var reading = Fixture.Read(Fixture.Minimal[..at] + insert + Fixture.Minimal[end..]);
            (reading.Scenario is null).ShouldBe(reading.Errors.Count > 0);
        }, iter: 4_000);

    [Fact]
    public void Random_bytes_in_a_file_never_throw()
    {
        var folder = Directory.CreateTempSubdirectory("eval");
        try
        {
            var path = Path.Combine(folder.FullName, "f.yaml");
            Gen.Byte.Array[0, 200].Sample(bytes =>
            {
                File.WriteAllBytes(path, bytes);
                ScenarioReader.ReadFile(path, Fixture.Vocabulary).Errors.ShouldNotBeEmpty();
            }, iter: 100, threads: 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
