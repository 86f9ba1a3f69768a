using Eval.Harness.Model;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of a system's prices.</summary>
internal sealed class PriceDraft
{
    /// <summary>The system's label.</summary>
    public Located<string>? System { get; set; }

    /// <summary>The price book's file.</summary>
    public string? Book { get; set; }

    /// <summary>Processors of an instance.</summary>
    public double Vcpus { get; set; }

    /// <summary>Memory of an instance.</summary>
    public long MemoryBytes { get; set; }

    /// <summary>The finished record, for the system of that label.</summary>
    public PriceSpec ToSpec(string label) => new(label, Book!, Vcpus, MemoryBytes);
}
