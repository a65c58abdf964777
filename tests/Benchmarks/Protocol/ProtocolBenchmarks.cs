using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Benchmarks.Protocol;

/// <summary>What the protocol engine costs for a user as Microsoft Entra sends it: time and allocated bytes.</summary>
[MemoryDiagnoser]
public class ProtocolBenchmarks
{
    private const string User = """
        {
          "schemas": [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          "externalId": "c.wei",
          "userName": "chen.wei@acme.example",
          "active": true,
          "displayName": "Chen Wei",
          "title": "Recruiter",
          "preferredLanguage": "en-GB",
          "timezone": "Europe/London",
          "name": { "formatted": "Chen Wei", "givenName": "Chen", "familyName": "Wei" },
          "emails": [
            { "value": "chen.wei@acme.example", "type": "work", "primary": true },
            { "value": "chen@home.example", "type": "home" }
          ],
          "phoneNumbers": [{ "value": "+44 20 7946 0000", "type": "work" }],
          "addresses": [{ "type": "work", "locality": "London", "country": "GB", "formatted": "1 High Street, London" }],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Talent", "employeeNumber": "4711" }
        }
        """;

    private const string Patch = """
        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [
            { "op": "replace", "path": "name.familyName", "value": "Wei-Lee" },
            { "op": "replace", "path": "emails[type eq \"work\"].value", "value": "chen.lee@acme.example" }
          ]
        }
        """;

    private const string Lookup = """userName eq "chen.wei@acme.example" """;
    private const string Search = """(emails[type eq "work" and value ew "@acme.example"] or title sw "Rec") and active eq true""";

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(User);
    private readonly JsonObject _body = (JsonObject)JsonNode.Parse(User)!;
    private readonly JsonObject _patch = (JsonObject)JsonNode.Parse(Patch)!;
    private readonly BoundFilter _search = FilterBinder.Parse(Search, ResourceTypes.User);
    private readonly JsonObject _resource;
    private readonly JsonObject _changed;

    public ProtocolBenchmarks()
    {
        _resource = ResourceReader.Read(_body, ResourceTypes.User);
        _changed = ApplyPatch();
    }

    [Benchmark(Description = "parse a body")]
    public JsonObject ParseBody() => ScimJson.ParseObject(_bytes);

    [Benchmark(Description = "read a user from a body")]
    public JsonObject ReadResource() => ResourceReader.Read(_body, ResourceTypes.User);

    [Benchmark(Description = "apply a PATCH of two operations")]
    public JsonObject ApplyPatch() => PatchEngine.Apply(
        _resource, PatchRequest.Read(_patch), ResourceTypes.User, new PatchBudget(), CancellationToken.None).Resource;

    [Benchmark(Description = "find what changed")]
    public IReadOnlyList<string> FindChanges() => ResourceDiff.ChangedPaths(_resource, _changed, ResourceTypes.User);

    [Benchmark(Description = "parse a lookup by userName")]
    public BoundFilter ParseLookup() => FilterBinder.Parse(Lookup, ResourceTypes.User);

    [Benchmark(Description = "match a filter of four conditions")]
    public bool MatchFilter() => FilterEvaluator.Matches(_search, _resource);

    [Benchmark(Description = "project and write an answer")]
    public byte[] WriteAnswer() =>
        JsonSerializer.SerializeToUtf8Bytes(Projection.Apply(_resource, ResourceTypes.User, AttributeSelection.Default));
}
