using Eval.Systems.Simulation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation;

public sealed class JsonPlacesTests
{
    private const string Json = """
        {
          "name": "a.b",
          "systems": [
            { "law": 1, "parts": [ 1,
              { "law": 2 } ] },
            {
              "law": 3
            }
          ],
          "law": 4
        }
        """;

    [Theory]
    [InlineData("name", 2)]
    [InlineData("systems[0].law", 4)]
    [InlineData("systems[0].parts[1].law", 5)]
    [InlineData("systems[1].law", 7)]
    [InlineData("law", 10)]
    [InlineData("nothing", 1)]
    public void A_path_has_its_line(string path, int line) => JsonPlaces.LineOf(Json, path).ShouldBe(line);
}
