using Scim.Bus.Documentation.Tests.Sources;

namespace Scim.Bus.Documentation.Tests;

/// <summary>A file fits into a reader's head, and a line onto the screen: the bounds that CONTRIBUTING and .editorconfig name.</summary>
public sealed class SourceSizeTests
{
    private const int MaxLines = 200;
    private const int MaxColumns = 140;
    private static readonly string[] Code = [".cs", ".razor", ".sh", ".js", ".mjs"];

    [Fact]
    public void No_file_of_code_has_more_than_200_lines() => Assert.Empty(
        from file in RepositoryFile.All
        where Code.Contains(Path.GetExtension(file.Name))
        let lines = file.Text.TrimEnd('\n').Split('\n').Length
        where lines > MaxLines
        orderby file.Name
        select $"{file.Name}: {lines} lines");

    [Fact]
    public void No_line_of_CSharp_has_more_than_140_characters()
    {
        var tooLong =
            from file in RepositoryFile.All
            where Path.GetExtension(file.Name) is ".cs" or ".razor"
            from line in file.Text.Split('\n').Index()
            where line.Item.Length > MaxColumns
            orderby file.Name, line.Index
            select $"{file.Name}:{line.Index + 1}: {line.Item.Length}";
        var found = tooLong.ToList();
        Assert.True(found.Count == 0, $"{found.Count} lines are too long:\n{string.Join('\n', found)}");
    }
}
