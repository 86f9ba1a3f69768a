using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Tables;

/// <summary>Goal: Results/DATA-DICTIONARY.md tells what the code writes. Run with EVAL_UPDATE=1 to write it
/// anew.</summary>
public sealed class DataDictionaryTests
{
    [Fact]
    public void The_committed_dictionary_equals_the_declarations()
    {
        var path = RepositoryFolder.At("Results", "DATA-DICTIONARY.md");
        if (Environment.GetEnvironmentVariable("EVAL_UPDATE") == "1")
        {
            File.WriteAllText(path, DataDictionary.Render());
        }

        File.ReadAllText(path).ShouldBe(DataDictionary.Render());
    }

    [Fact]
    public void Every_column_is_described_once_and_names_its_unit_last()
    {
        foreach (var table in DataDictionary.Tables)
        {
            table.Columns.Select(column => column.Name).ShouldBeUnique();
            table.Columns.ShouldAllBe(column => column.Description.EndsWith('.') && column.Unit.Length > 0);
            table.Columns.Where(column => column.Unit is "ns" or "ms" or "s" && column.Name != "instance_seconds")
                .ShouldAllBe(column => column.Name.EndsWith("_" + column.Unit));
        }
    }

    [Fact]
    public void Columns_that_are_not_measured_yet_are_said_to_be_so() =>
        DataDictionary.Render().ShouldContain("| cost | currency | Price of the stream. Not measured yet. |");
}
