namespace Eval.Harness.Model;

/// <summary>What the value of a key is.</summary>
public enum KeyType
{
    /// <summary>One of a list of words.</summary>
    Choice,

    /// <summary>A whole number without a unit.</summary>
    Integer,

    /// <summary>A time with its unit, such as 250ms; kept in seconds.</summary>
    Duration,

    /// <summary>A size with its unit, such as 64KiB; kept in bytes.</summary>
    Size,

    /// <summary>A number without a unit, with at most three decimals.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A rate with its unit, such as 10/s; kept per second.</summary>
    Rate,

    /// <summary>A text of a given form.</summary>
    Text,
}
