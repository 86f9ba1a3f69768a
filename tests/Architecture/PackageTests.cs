using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Eval.Tests.Architecture;

public sealed partial class PackageTests
{
    private static readonly string[] OfPresentation = ["ScottPlot", "CsvHelper"];

    private static readonly XDocument Central =
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));

    [Fact]
    public void Every_version_is_pinned_in_one_place()
    {
        Central.Descendants("ManagePackageVersionsCentrally").Single().Value.ShouldBe("true");
        Central.Descendants("PackageVersion")
            .Where(package => !ExactVersion().IsMatch(package.Attribute("Version")?.Value ?? ""))
            .Select(Name).ShouldBeEmpty();
        Repository.Projects.SelectMany(project => project.Packages)
            .Where(package => package.Attribute("Version") is not null
                || package.Attribute("VersionOverride") is not null)
            .Select(Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_referenced_package_has_a_version()
    {
        var known = Central.Descendants("PackageVersion").Select(Name).ToList();
        known.ShouldBeUnique();
        Repository.Projects.SelectMany(project => project.Packages).Select(Name).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void In_the_product_only_Presentation_knows_ScottPlot_and_CsvHelper() =>
        Repository.Projects
            .Where(project => !project.Folder.StartsWith("tests/", StringComparison.Ordinal))
            .Where(project => project.Packages.Select(Name).Intersect(OfPresentation).Any())
            .Select(project => project.Folder).ShouldBe(["Harness/Presentation"]);

    private static string Name(XElement package) => package.Attribute("Include")!.Value;

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
