using System.Globalization;
using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads;

/// <summary>
/// An auction house after Nexmark: of fifty events the first is a new person, three are new auctions and 46 are bids;
/// half of the bids go to the hot auction, the others to one of the last hundred. Events come in bursts of
/// <c>burstEvents</c>.
/// <para>An event is a line, its columns between commas; prices are in cents, times in milliseconds of the schedule.
/// <c>P,person,name,city,state,time</c>; <c>A,auction,seller,category,initial bid,reserve,expires,time</c>;
/// <c>B,auction,bidder,price,time</c>. Numbers of persons and auctions begin at 1000.</para>
/// </summary>
[Workload("auction", "persons, auctions and bids as 1 : 3 : 46, in bursts, after Nexmark")]
[WorkloadOption("hotRatio", "one of so many bids goes elsewhere than to the hot auction", Type = KeyType.Integer,
    Default = "2", Minimum = 1, Maximum = 1000)]
[WorkloadOption("burst", "how many times faster than the rate the events of a burst follow each other",
    Type = KeyType.Integer, Default = "2", Minimum = 1, Maximum = Bursts.FastestFactor)]
[WorkloadOption("burstEvents", "events of a burst", Type = KeyType.Integer, Default = "50", Minimum = 1,
    Maximum = Bursts.MostEvents)]
public sealed class Auction : IWorkload
{
    private const int Proportion = 50;
    private const int AuctionProportion = 3;
    private const int FirstNumber = 1000;
    private const int HotGroup = 100;
    private const int InFlight = 100;
    private const int ActivePersons = 1000;
    private const int FirstCategory = 10;
    private const int Categories = 5;
    private const int LineBytes = 100;
    private const double LnMillion = 13.815510557964274;

    private static readonly string[] Names = ["Ada", "Blaise", "Carl", "Emmy", "Grace", "Kurt", "Leonhard", "Sofia"];
    private static readonly string[] Cities = ["Phoenix,AZ", "Boise,ID", "Portland,OR", "Bend,OR", "Seattle,WA"];

    private readonly Bursts _schedule;
    private readonly int _hotRatio;

    /// <summary>Reads the options.</summary>
    public Auction(WorkloadSpec spec)
    {
        _schedule = new Bursts(spec.RatePerSecond, spec.Integer("burstEvents"), spec.Integer("burst"));
        _hotRatio = spec.Integer("hotRatio");
    }

    /// <inheritdoc />
    public long BytesOf(int events) => (long)LineBytes * events;

    /// <inheritdoc />
    public ISchedule Schedule(int events, ulong seed) => _schedule;

    /// <inheritdoc />
    public WorkloadStream Generate(int events, ulong seed)
    {
        var draws = new Draws(seed);
        var lines = new ReadOnlyMemory<byte>[events];
        for (var i = 0; i < events; i++)
        {
            var milliseconds = _schedule.OffsetNs(i) / 1_000_000;
            var columns = (i % Proportion) switch
            {
                0 => Person(i, draws),
                <= AuctionProportion => NewAuction(i, draws, milliseconds),
                _ => Bid(i, draws),
            };
            lines[i] = Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{columns},{milliseconds}"));
        }

        return new WorkloadStream(events, lines, _schedule);
    }

    private static string Person(int i, Draws draws)
    {
        var name = Names[draws.Below(Names.Length)];
        return $"P,{FirstNumber + (i / Proportion)},{name},{Cities[draws.Below(Cities.Length)]}";
    }

    private static string NewAuction(int i, Draws draws, long milliseconds)
    {
        var initial = Price(draws);
        var reserve = initial + Price(draws);
        return $"A,{FirstNumber + LastAuction(i)},{RecentPerson(i, draws)},{FirstCategory + draws.Below(Categories)},"
            + $"{initial},{reserve},{milliseconds + 1000 + draws.Below(9000)}";
    }

    private string Bid(int i, Draws draws)
    {
        var last = LastAuction(i);
        var auction = draws.Below(_hotRatio) > 0
            ? last / HotGroup * HotGroup
            : last - draws.Below(Math.Min(InFlight, last + 1));
        return $"B,{FirstNumber + auction},{RecentPerson(i, draws)},{Price(draws)}";
    }

    private static int LastAuction(int i) =>
        (i / Proportion * AuctionProportion) + Math.Min(i % Proportion, AuctionProportion) - 1;

    private static int RecentPerson(int i, Draws draws)
    {
        var last = i / Proportion;
        return FirstNumber + last - draws.Below(Math.Min(ActivePersons, last + 1));
    }

    /// <summary>One dollar to a million, its logarithm uniform.</summary>
    private static long Price(Draws draws) => (long)Math.Round(100 * PortableMath.Exp(draws.Uniform() * LnMillion));
}
