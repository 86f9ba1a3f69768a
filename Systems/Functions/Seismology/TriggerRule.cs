using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// On and off by two thresholds, as ObsPy's trigger_onset does over a whole series, but sample by sample: on at the
/// first value ≥ <paramref name="on"/>; off at the last value ≥ <paramref name="off"/>. A trigger is cut after
/// <paramref name="longest"/> samples, and then the value must first fall below the on-threshold.
/// </summary>
internal sealed class TriggerRule(double on, double off, int longest) : IPortableState
{
    private bool _isArmed = true;
    private long _since = -1;

    /// <summary>Whether it is triggered now.</summary>
    public bool IsOn => _since >= 0;

    /// <summary>The edge that this value shows, if any: the sample at which it lies, and whether it is one to on.
    /// </summary>
    public (long Sample, bool IsOn)? Next(long sample, double value)
    {
        if (!IsOn)
        {
            var rises = _isArmed && value >= on;
            _isArmed = value < on;
            _since = rises ? sample : -1;
            return rises ? (sample, true) : null;
        }

        if (value >= off && sample < _since + longest)
        {
            return null;
        }

        // A value below the off-threshold is below the other one, too.
        _since = -1;
        _isArmed = value < on;
        return (value < off ? sample - 1 : sample, false);
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _isArmed);
        bytes.Carry(ref _since);
    }
}
