using Eval.Systems.Simulation.Costs;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Costs;

public sealed class PriceBookFileTests
{
    private const string Good = """
        {
          "name": "n", "offer": "o", "region": "r", "date": "d", "source": "s", "licence": "l",
          "currency": "USD",
          "perRequest": 0.1
        }
        """;

    [Fact]
    public void Every_committed_book_can_be_read_and_is_named_as_its_file()
    {
        var files = Directory.GetFiles(PriceBooks.Folder, "*.json");

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(file => PriceBookFile.Parse(file, File.ReadAllText(file)).Name
            == Path.GetFileNameWithoutExtension(file));
    }

    [Theory]
    [InlineData("\"perRequest\": 0.1", "\"perRequests\": 0.1", "book.json:4: ")]
    [InlineData("\"perRequest\": 0.1", "\"perRequest\": -0.1", "book.json:4: perRequest is -0.1")]
    [InlineData("\"source\": \"s\"", "\"source\": \" \"", "book.json:2: source is empty")]
    [InlineData("\"date\": \"d\", ", "", "book.json:")]
    [InlineData("0.1", "\"cheap\"", "book.json:4: ")]
    public void A_book_that_is_not_right_is_refused_with_its_place(string right, string wrong, string message) =>
        Should.Throw<FormatException>(() => PriceBookFile.Parse("book.json", Good.Replace(right, wrong)))
            .Message.ShouldStartWith(message);
}
