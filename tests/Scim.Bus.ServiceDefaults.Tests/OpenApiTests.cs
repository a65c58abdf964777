using System.Text.Json;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>Every operation in the OpenAPI document of every service, and of a host that has them all.</summary>
public sealed class OpenApiTests
{
    public static TheoryData<string> Hosts => [.. Service.All.Select(service => service.Name), "AllInOne"];

    [Theory]
    [MemberData(nameof(Hosts))]
    [Trait("Takes", "Seconds")]
    public async Task Every_operation_has_an_id_the_admin_key_and_its_refusals(string name)
    {
        await using var host = await AdminHost.StartAsync(name == "AllInOne" ? Service.All : [Service.All.Single(s => s.Name == name)]);
        var document = await host.DocumentAsync();
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer");
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));

        var endpoints = host.Endpoints.ToList();
        Assert.Equal(
            endpoints.Select(endpoint => $"{endpoint}").Order(StringComparer.Ordinal),
            OperationsIn(document).Select(operation => operation.Name).Order(StringComparer.Ordinal));
        var operations = OperationsIn(document).ToDictionary(operation => operation.Name, operation => operation.Operation);
        Assert.All(endpoints, endpoint => AssertDescribed(endpoint, operations[$"{endpoint}"], document));
        Assert.Distinct(operations.Values.Select(operation => operation.GetProperty("operationId").GetString()));
    }

    private static void AssertDescribed(AdminEndpoint endpoint, JsonElement operation, JsonElement document)
    {
        Assert.Matches("^[A-Z][A-Za-z]+_[A-Z][A-Za-z]+$", operation.GetProperty("operationId").GetString());
        Assert.True(operation.GetProperty("security")[0].TryGetProperty("bearer", out _), $"{endpoint}");
        var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(response => response.Name);
        var refusals = responses.Keys.Where(status => status[0] is '4' or '5').Order(StringComparer.Ordinal);
        Assert.Equal(ExpectedRefusals(endpoint, operation).Order().Select(status => $"{status}"), refusals);
        foreach (var status in refusals)
        {
            var schema = responses[status].Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
            Assert.Equal("#/components/schemas/ProblemDetails", schema.GetProperty("$ref").GetString());
        }

        if (refusals.Any())
            Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty("ProblemDetails", out _));
        Assert.Contains(responses.Keys, status => status[0] == '2');
    }

    private static IEnumerable<int> ExpectedRefusals(AdminEndpoint endpoint, JsonElement operation)
    {
        yield return 401;
        yield return 403;
        yield return 429;
        yield return 503;
        if (endpoint.IsAboutTenant)
            yield return 404;
        if (endpoint.Method != HttpMethod.Get)
            yield return 409;
        if (endpoint.TakesBody)
            yield return 415;
        var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : [];
        if (endpoint.TakesBody || parameters.Exists(parameter => parameter.GetProperty("name").GetString() != "tenant"))
            yield return 400;
    }

    private static IEnumerable<(string Name, JsonElement Operation)> OperationsIn(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);
}
