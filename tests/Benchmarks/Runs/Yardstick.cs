using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Scim.Bus.Testing;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>
/// A fixed piece of work: a document is parsed, written, hashed and stored. What a machine takes for it differs by a third from hour to
/// hour, so a push is told in multiples of it too.
/// </summary>
internal static class Yardstick
{
    private const int Repetitions = 2_000;
    private const int Attempts = 5;

    /// <summary>Processor time of the work once, in milliseconds: the least of several attempts.</summary>
    public static double Measure()
    {
        using var folder = new TempFolder("yardstick");
        using var connection = new SqliteConnection($"Data Source={folder.PathTo("yardstick.db")};Pooling=False");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE d (id INTEGER PRIMARY KEY, body TEXT, hash BLOB)";
        create.ExecuteNonQuery();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO d (body, hash) VALUES ($body, $hash)";
        var (body, hash) = (insert.Parameters.Add("$body", SqliteType.Text), insert.Parameters.Add("$hash", SqliteType.Blob));
        var text = ScimClient.User("somebody@acme.example").ToJsonString();
        return Enumerable.Range(0, Attempts).Select(_ => Once()).Min();

        double Once()
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var i = 0; i < Repetitions; i++)
            {
                var written = JsonNode.Parse(text)!.ToJsonString();
                body.Value = written;
                hash.Value = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(written));
                insert.ExecuteNonQuery();
            }

            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Repetitions;
        }
    }
}
