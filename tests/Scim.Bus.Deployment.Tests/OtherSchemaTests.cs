using Microsoft.Data.Sqlite;

namespace Scim.Bus.Deployment.Tests;

/// <summary>A service does not start on the data of another version.</summary>
public sealed class OtherSchemaTests
{
    [Trait("Needs", "Processes")]
    [Fact]
    public async Task A_service_that_finds_data_of_another_version_ends_with_one_line_and_exit_code_1()
    {
        using var folder = new TempFolder("schema");
        var file = Path.Combine(folder.Path, "accounts.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE accounts (seq INTEGER PRIMARY KEY)";
            await command.ExecuteNonQueryAsync();
        }

        var settings = new Dictionary<string, string?> { ["Store__Path"] = folder.Path, ["ConnectionStrings__RabbitMq"] = null };
        var failure = await Assert.ThrowsAsync<ServiceFailedException>(async () => await ServiceProcess.StartAsync("AllInOne", settings));
        var lines = failure.Message.Split('\n');

        Assert.Contains("exit code 1 ", lines[0], StringComparison.Ordinal);
        // Nothing but that line: no part of the service has started or been configured before.
        var line = Assert.Single(lines[2..]);
        Assert.Contains(file, line, StringComparison.Ordinal);
        Assert.Contains($"Move the data folder {folder.Path} away, then start again.", line, StringComparison.Ordinal);
    }
}
