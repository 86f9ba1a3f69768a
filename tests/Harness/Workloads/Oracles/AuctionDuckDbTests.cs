using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Oracles;

/// <summary>Goal: a second oracle of the auction queries that shares nothing with us. Method: the recorded stream in a
/// table of DuckDB, each query in SQL; what would be told after the stream's last event is left out.</summary>
public sealed class AuctionDuckDbTests
{
    private const int Events = 5000;

    private static readonly WorkloadStream Stream =
        Specs.Stream(Specs.Of("auction", 100, ("burst", "5"), ("burstEvents", "100")), Events, 20260303);

    public static TheoryData<string, string> Queries => new()
    {
        { "auction-pass-through", "SELECT line FROM events ORDER BY place" },
        {
            "auction-currency",
            "SELECT concat_ws(',', auction, bidder, price * 908 // 1000, ms) FROM bids ORDER BY place"
        },
        {
            "auction-filter",
            "SELECT concat_ws(',', auction, price) FROM bids WHERE auction % 5 = 0 ORDER BY place"
        },
        {
            "auction-hot-items",
            """
            WITH ends AS (SELECT DISTINCT (ms // 1000 + after) * 1000 AS ending FROM bids, range(1, 3) AS r(after)),
            counts AS (SELECT ending, auction, count(*) AS n FROM ends JOIN bids
                ON ms < ending AND ms >= ending - 2000 GROUP BY ending, auction)
            SELECT concat_ws(',', ending, auction, n) FROM counts
            WHERE ending <= (SELECT max(ms) FROM events)
            QUALIFY n = max(n) OVER (PARTITION BY ending) ORDER BY ending, auction
            """
        },
        {
            "auction-window-maximum",
            """
            SELECT concat_ws(',', ms // 1000 * 1000, auction, bidder, price) FROM bids
            WHERE ms // 1000 * 1000 + 1000 <= (SELECT max(ms) FROM events)
            QUALIFY row_number() OVER (PARTITION BY ms // 1000 ORDER BY price DESC, place) = 1 ORDER BY ms // 1000
            """
        },
        {
            "auction-session-count",
            """
            WITH starts AS (SELECT *, CASE WHEN ms - lag(ms) OVER (PARTITION BY bidder ORDER BY place) < 1000
                THEN 0 ELSE 1 END AS is_start FROM bids),
            numbered AS (SELECT *, sum(is_start) OVER (PARTITION BY bidder ORDER BY place) AS session FROM starts)
            SELECT concat_ws(',', bidder, count(*), min(ms), max(ms)) FROM numbered GROUP BY bidder, session
            HAVING max(ms) + 1000 <= (SELECT max(ms) FROM events) ORDER BY max(place)
            """
        },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_gives_what_DuckDB_gives_over_the_recorded_stream(string function, string sql)
    {
        var ours = StreamRunner.Run(Stream, function).SelectMany(outputs => outputs)
            .Select(output => Encoding.UTF8.GetString(output)).ToList();

        var theirs = Answers(sql);

        theirs.ShouldNotBeEmpty();
        ours.ShouldBe(theirs);
    }

    private static List<string> Answers(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Record(connection);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var answers = new List<string>();
        while (reader.Read())
        {
            answers.Add(reader.GetString(0));
        }

        return answers;
    }

    private static void Record(DuckDBConnection connection)
    {
        using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                CREATE TABLE events (place INTEGER, line VARCHAR, ms BIGINT);
                CREATE VIEW bids AS SELECT place, ms, CAST(split_part(line, ',', 2) AS BIGINT) AS auction,
                    CAST(split_part(line, ',', 3) AS BIGINT) AS bidder,
                    CAST(split_part(line, ',', 4) AS BIGINT) AS price FROM events WHERE line LIKE 'B,%';
                """;
            command.ExecuteNonQuery();
        }

        using var appender = connection.CreateAppender("events");
        for (var i = 0; i < Events; i++)
        {
            var line = Encoding.UTF8.GetString(Stream.Payload(i).Span);
            var milliseconds = long.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture);
            appender.CreateRow().AppendValue(i).AppendValue(line).AppendValue(milliseconds).EndRow();
        }
    }
}
