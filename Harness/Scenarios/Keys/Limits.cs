namespace Eval.Harness.Scenarios.Keys;

/// <summary>How large a scenario may be.</summary>
public static class Limits
{
    /// <summary>Durations in one scenario.</summary>
    public const int Durations = 32;

    /// <summary>Repetitions of each cell.</summary>
    public const int Repetitions = 1_000;

    /// <summary>Systems side by side.</summary>
    public const int Systems = 16;

    /// <summary>Characters of a system's label.</summary>
    public const int LabelLength = 64;

    /// <summary>Characters of the description.</summary>
    public const int DescriptionLength = 1_000;

    /// <summary>Events of one stream: its records are preallocated in every host.</summary>
    public const int EventsPerStream = 4_194_304;

    /// <summary>Trials of one run, planned.</summary>
    public const int Trials = 100_000;

    /// <summary>Events of one run, planned: each becomes a row of about 80 bytes.</summary>
    public const int Events = 100_000_000;

    /// <summary>Streams of one session against the systems themselves.</summary>
    public const int StreamsPerLiveSession = 10_000;

    /// <summary>Events of one session: all of them are one line of the journal.</summary>
    public const int EventsPerSession = 1_000_000;

    /// <summary>Payloads of one session, bytes: they are made before it begins.</summary>
    public const long BytesPerSession = 1L << 30;

    /// <summary>Streams of one session: in virtual time they take seconds.</summary>
    public const int StreamsPerSession = 100_000_000;

    /// <summary>The longest session, years: virtual time ends after 36.</summary>
    public const int SessionYears = 10;

    /// <summary>Values of one axis of a break-even map.</summary>
    public const int BreakEvenValues = 32;

    /// <summary>Values of one key of a matrix.</summary>
    public const int AxisValues = 16;

    /// <summary>Combinations of a matrix.</summary>
    public const int Combinations = 64;

    /// <summary>Systems with those that a matrix makes.</summary>
    public const int ExpandedSystems = 128;

    /// <summary>Profiles of one file.</summary>
    public const int Profiles = 16;

    /// <summary>Faults of one file.</summary>
    public const int Faults = 16;

    /// <summary>Thresholds of one file.</summary>
    public const int Expectations = 64;
}
