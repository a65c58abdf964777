using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scim.Bus.EndToEnd.Tests.Recordings;

/// <summary>Reads the recorded sessions.</summary>
internal static class RecordedSessions
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <summary>The identity providers that there are sessions of, by the names that the tenant's setting has.</summary>
    public static IReadOnlyList<string> Providers { get; } = ["entra", "okta", "onelogin", "other"];

    /// <summary>The scenarios of a provider by their file names, in their order.</summary>
    public static IReadOnlyList<(string File, Recording Recording)> From(string provider)
    {
        var files = Directory.GetFiles(RepositoryRoot.PathTo("tests", "recorded-sessions", provider), "*.json");
        return [.. files.Order(StringComparer.Ordinal).Select(file => ($"{provider}/{Path.GetFileName(file)}", Read(file)))];
    }

    private static Recording Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Recording>(File.ReadAllText(file), Strict) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{file} can't be read: {e.Message}", e);
        }
    }
}
