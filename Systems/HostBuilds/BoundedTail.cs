namespace Eval.Systems.HostBuilds;

/// <summary>The last of what a program said, bounded in characters; lines may come from any thread.</summary>
internal sealed class BoundedTail(int characters)
{
    private readonly Lock _gate = new();
    private string _kept = "";

    /// <summary>Adds a line, and forgets what is too long ago.</summary>
    public void Add(string line)
    {
        lock (_gate)
        {
            var all = $"{_kept}{line}\n";
            _kept = all[Math.Max(0, all.Length - characters)..];
        }
    }

    /// <inheritdoc />
    public override string ToString()
    {
        lock (_gate)
        {
            return _kept.Trim();
        }
    }
}
