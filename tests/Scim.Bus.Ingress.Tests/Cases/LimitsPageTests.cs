using System.Globalization;
using System.Reflection;
using Scim.Protocol.Limits;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>docs/limits.md states the limits that hold.</summary>
public sealed class LimitsPageTests(IngressHost host) : IClassFixture<IngressHost>
{
    public static TheoryData<string, string> Limits
    {
        get
        {
            var limits = new TheoryData<string, string>();
            foreach (var limit in typeof(RequestLimits).GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                limits.Add(limit.Name, limit.GetValue(null) switch
                {
                    // The page has it in words.
                    25 => "a twenty-fifth",
                    TimeSpan time => $"{time.TotalSeconds} seconds",
                    int number => number.ToString("N0", CultureInfo.InvariantCulture),
                    var other => throw new InvalidOperationException($"{limit.Name} is {other}."),
                });
            }

            return limits;
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void The_page_of_limits_has_each_of_them(string name, string value)
    {
        var page = File.ReadAllText(RepositoryRoot.PathTo("docs", "limits.md")).ReplaceLineEndings(" ");
        Assert.True(page.Contains(value, StringComparison.Ordinal), $"docs/limits.md does not have {name}: {value}");
    }

    [Fact]
    public async Task The_schemas_and_the_configuration_state_limits_where_SCIM_has_a_place_for_them()
    {
        using var client = await host.NewTenantAsync();
        var user = (await client.Get($"Schemas/{TenantClient.UserUrn}")).Expect(200).Body;
        Assert.Contains($"At most {RequestLimits.NameLength} characters", Description("userName"), StringComparison.Ordinal);
        Assert.Contains($"At most {RequestLimits.TextLength} characters", Description("title"), StringComparison.Ordinal);
        Assert.Contains(
            $"At most {RequestLimits.BinaryLength} characters", Description("x509Certificates", "value"), StringComparison.Ordinal);
        Assert.DoesNotContain("At most", Description("active"), StringComparison.Ordinal);
        var config = (await client.Get("ServiceProviderConfig")).Expect(200).Body;
        Assert.Equal(RequestLimits.Operations, config["bulk"]!["maxOperations"]!.GetValue<int>());
        Assert.Equal(RequestLimits.BodySize, config["bulk"]!["maxPayloadSize"]!.GetValue<int>());

        string Description(string attribute, string? part = null)
        {
            var found = user["attributes"]!.AsArray().Single(other => other!["name"]!.GetValue<string>() == attribute)!;
            found = part is null ? found : found["subAttributes"]!.AsArray().Single(other => other!["name"]!.GetValue<string>() == part)!;
            return found["description"]!.GetValue<string>();
        }
    }
}
