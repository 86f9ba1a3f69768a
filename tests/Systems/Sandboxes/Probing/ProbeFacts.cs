using Shouldly;

namespace Eval.Tests.Systems.Sandboxes.Probing;

/// <summary>What the probe has to tell of a hardened box with the limits of <see cref="Box"/>.</summary>
internal static class ProbeFacts
{
    /// <summary>The forbidden acts that it tries.</summary>
    public const int Acts = 33;

    /// <summary>Every protection is seen from inside.</summary>
    public static void ShouldBeHardened(IReadOnlyList<string> lines)
    {
        lines.ShouldContain("Uid:\t65534\t65534\t65534\t65534");
        lines.ShouldContain("Gid:\t65534\t65534\t65534\t65534");
        var capabilities = lines.Where(line => line.StartsWith("Cap", StringComparison.Ordinal)).ToList();
        capabilities.Count.ShouldBe(5);
        capabilities.ShouldAllBe(line => line.EndsWith("\t0000000000000000"));
        lines.ShouldContain("NoNewPrivs:\t1");
        lines.ShouldContain("Seccomp:\t2");
        lines.ShouldContain(line => line.Contains(" / ") && line.Contains(" ro,"));
        lines.ShouldContain(line => line.Contains(" /tmp tmpfs rw") && line.Contains("size=4096k"));
        lines.Where(line => line.TrimStart().Split(' ')[0].EndsWith(':') && line.Contains(" 0 ")).ShouldHaveSingleItem()
            .TrimStart().ShouldStartWith("lo:");
        lines.ShouldContain(line => line.StartsWith("Max open files            50 "));
    }

    /// <summary>Every forbidden act was refused.</summary>
    public static void ShouldBeRefused(IReadOnlyList<string> lines)
    {
        lines.Count.ShouldBe(Acts);
        lines.ShouldAllBe(line => line.StartsWith("refused "));
    }
}
