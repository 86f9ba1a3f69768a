using System.Runtime.CompilerServices;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: what function authors build on changes only on purpose. Method: the public surface as text, compared
/// with the approved one; EVAL_UPDATE=1 rewrites it.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var approved = ApprovedFile();
        var now = string.Join('\n', PublicApi.Of(typeof(StreamEvent).Assembly)) + "\n";
        if (Environment.GetEnvironmentVariable("EVAL_UPDATE") == "1")
        {
            File.WriteAllText(approved + ".new", now);
            File.Move(approved + ".new", approved, overwrite: true);
        }

        now.ShouldBe(File.ReadAllText(approved), "EVAL_UPDATE=1 approves the new surface");
    }

    private static string ApprovedFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "PublicApi.txt");
}
