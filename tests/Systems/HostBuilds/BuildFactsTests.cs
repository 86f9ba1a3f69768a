using Eval.Systems.HostBuilds;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.HostBuilds;

public sealed class BuildFactsTests
{
    [Fact]
    public void The_build_wrote_the_checkout_and_its_packages_into_the_assembly()
    {
        File.Exists(Path.Combine(BuildFacts.SourceRoot(), "Systems", "FunctionHost.props")).ShouldBeTrue();
        Directory.Exists(Path.Combine(BuildFacts.PackageRoot, "cliwrap")).ShouldBeTrue();
    }
}
