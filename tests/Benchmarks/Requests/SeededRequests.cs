using System.Globalization;
using System.Text;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Benchmarks.Requests;

/// <summary>
/// Requests of one tenant as they might be on record: ten about each person, whose last name is shared by a ninth of all or by the rest;
/// one in fifty was refused.
/// </summary>
internal static class SeededRequests
{
    private const string PatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const int Batch = 2_000;
    private const int EachPerson = 10;
    private const int Refused = 50;
    private const int Lee = 9;
    private const int Spellings = 500;

    /// <summary>The first name of the person whom a request is about.</summary>
    public static string FirstNameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Anna{number / EachPerson:000000}");

    /// <summary>Stores records that came one after another, evenly.</summary>
    public static async Task StoreAsync(
        IDocumentCollection<RequestRecord> requests,
        RequestRetentionPeriod retention,
        TenantId tenant,
        int count,
        DateTimeOffset from,
        TimeSpan during)
    {
        foreach (var batch in Enumerable.Range(0, count).Chunk(Batch))
        {
            var records = batch.Select(i => Record(tenant, i, from + (during * ((double)i / count))));
            await requests.InsertMissingAsync([.. records.Select(retention.DocumentOf)], default);
        }
    }

    private static RequestRecord Record(TenantId tenant, int number, DateTimeOffset at)
    {
        var last = string.Create(CultureInfo.InvariantCulture, $"{(number % Lee == 0 ? "Lee" : "Smith")}{number % Spellings:000}");
        var isRefused = number % Refused == 0;
        return new RequestRecord
        {
            Id = Guid.CreateVersion7(at),
            Tenant = tenant,
            At = at,
            Outcome = isRefused ? RequestOutcome.Refused : RequestOutcome.Changed,
            Method = "PATCH",
            Path = $"/Users/{Guid.Empty}",
            Status = isRefused ? 400 : 200,
            ScimType = isRefused ? "invalidValue" : null,
            Detail = isRefused ? "The value of 'timezone' is not an IANA time zone." : null,
            DurationMs = 3,
            Subject = $"{FirstNameOf(number)}.{last}@acme.example",
            Names = [FirstNameOf(number), last],
            ResourceType = "User",
            ResourceId = Guid.Empty.ToString(),
            TokenId = Guid.Empty,
            TokenName = "Okta",
            TraceId = Guid.Empty.ToString("n"),
            Request = Body,
        };
    }

    /// <summary>A body as long as that of a user.</summary>
    private static RecordedBody Body { get; } = new()
    {
        Json = new RawJson(Encoding.UTF8.GetBytes($$"""{"schemas":["{{PatchSchema}}"],"title":"{{new string('x', 800)}}"}""")),
    };
}
