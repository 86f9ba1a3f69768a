using Eval.Harness.Model;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class WorkloadCatalogTests
{
    [Fact]
    public void Video_is_listed_with_its_keys_and_the_papers_defaults()
    {
        var video = WorkloadCatalog.Kinds.Single(kind => kind.Kind == "video");

        video.Keys.ToDictionary(key => key.Name, key => key.Default).ShouldBe(
            new Dictionary<string, string> { ["width"] = "160", ["height"] = "120", ["distinct"] = "20" },
            ignoreOrder: true);
        video.Keys.ShouldAllBe(key => key.Type == KeyType.Integer && key.Minimum == 1 && key.Maximum < 1e6);
    }

    [Fact]
    public void An_unknown_kind_is_answered_with_those_that_exist() =>
        Should.Throw<KeyNotFoundException>(
                () => WorkloadCatalog.Create(new WorkloadSpec("vidoe", 1, new Dictionary<string, string>())))
            .Message.ShouldContain("known: ");

    [Fact]
    public void Every_kind_can_be_made_from_its_own_defaults()
    {
        foreach (var kind in WorkloadCatalog.Kinds)
        {
            var spec = new WorkloadSpec(kind.Kind, 10, kind.Keys.ToDictionary(key => key.Name, key => key.Default));
            WorkloadCatalog.Create(spec).Generate(5, 1).Count.ShouldBe(5);
        }
    }
}
