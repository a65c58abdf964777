using System.Text;
using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Tests.Fuzz;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Requests that Kestrel refuses before the application sees them: each answer has a body (case 21).</summary>
public sealed class RefusedHttpTests(IngressHost host) : IClassFixture<IngressHost>
{
    /// <summary>A little more than the server takes: it reads what was sent, so that its answer is not lost with the connection.</summary>
    private static readonly string LongLine = new('x', 140_000);
    private static readonly string LongHeader = new('x', 40_000);

    [Theory]
    [InlineData(414, "GET /scim/v2/Users?filter={long} HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData(414, "GET /SCIM/v2/Users?filter={long} HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData(431, "GET /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\nX-Long: {header}\r\n")]
    [InlineData(431, "GET /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\n{many}")]
    [InlineData(400, "GET /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n")]
    [InlineData(400, "GET /scim/v2/Users HTTP/1.1\r\nno header at all\r\n")]
    [InlineData(505, "GET /scim/v2/Users HTTP/3.7\r\nHost: localhost\r\n")]
    public async Task Case_21_a_request_to_SCIM_that_the_server_itself_refuses_gets_a_SCIM_error(int status, string head)
    {
        var answer = await SendAsync(head);
        Assert.Equal((status, "application/scim+json"), (answer.Status, answer.ContentType));
        var error = JsonNode.Parse(answer.Body)!;
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", error["schemas"]![0]!.GetValue<string>());
        Assert.Equal($"{status}", error["status"]!.GetValue<string>());
        Assert.NotEmpty(error["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(414, "GET /api/tenants?x={long} HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData(431, "GET /api/tenants HTTP/1.1\r\nHost: localhost\r\nX-Long: {header}\r\n")]
    [InlineData(400, "nonsense\r\n")]
    [InlineData(405, "GET nowhere HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task Case_21_any_other_request_that_the_server_refuses_gets_problem_details(int status, string head)
    {
        var answer = await SendAsync(head);
        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.ContentType));
        var problem = JsonNode.Parse(answer.Body)!;
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
    }

    private async Task<RawAnswer> SendAsync(string head)
    {
        head = head.Replace("{long}", LongLine, StringComparison.Ordinal)
            .Replace("{header}", LongHeader, StringComparison.Ordinal)
            .Replace("{many}", string.Concat(Enumerable.Range(0, 150).Select(i => $"X-{i}: 1\r\n")), StringComparison.Ordinal);
        using var connection = new RawConnection(host.Address);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await connection.SendAsync(Encoding.ASCII.GetBytes(head), [], timeout.Token);
    }
}
