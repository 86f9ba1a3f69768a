using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>One number of a trial, estimated for each cell. A new metric is one class in this folder.</summary>
public interface IMetric
{
    /// <summary>Its name in files: words with underscores, the unit last.</summary>
    string Name { get; }

    /// <summary>Its unit: 1, s, ms.</summary>
    string Unit { get; }

    /// <summary>Whether systems are compared in it pair by pair.</summary>
    bool IsCompared => false;

    /// <summary>Whether it tells what a fault did: then it counts whatever became of the stream, and scenarios without
    /// faults do not have it.</summary>
    bool IsOfFaults => false;

    /// <summary>Whether it is of a session as a whole; of others a session has the median over its streams.</summary>
    bool IsOfSession => false;

    /// <summary>Its value in that trial, or null where it was not measured.</summary>
    double? Value(Measure measure);
}
