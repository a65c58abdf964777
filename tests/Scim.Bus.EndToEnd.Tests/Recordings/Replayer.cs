using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Scim.Bus.EndToEnd.Tests.Recordings;

/// <summary>
/// Replays a recorded session against a deployment: compares every response with the recording, and after each scenario waits until the
/// accounts are as recorded.
/// </summary>
internal sealed class Replayer : IDisposable
{
    private readonly TestTenant _tenant;
    private readonly Uri _scim;
    private readonly HttpClient _http = new() { Timeout = Eventually.Patience };
    private readonly Captures _captures = new();

    /// <summary>Whether there is an account at the end, by the user's id.</summary>
    private readonly Dictionary<string, bool> _isThere = [];

    private Replayer(TestTenant tenant, Uri scim)
    {
        (_tenant, _scim) = (tenant, scim);
        _captures.Add("token", tenant.Token);
        _captures.Add("scim", scim.ToString());
    }

    /// <summary>Replays all scenarios of a provider and returns the number of requests.</summary>
    public static async Task<int> PlayAsync(Deployment deployment, string provider)
    {
        using var tenant = await TestTenant.CreateAsync(deployment, new JsonObject { ["identityProvider"] = provider });
        using var replayer = new Replayer(tenant, new Uri(deployment.ScimAddress, "/scim/v2"));
        var requests = 0;
        foreach (var (file, recording) in RecordedSessions.From(provider))
            requests += await replayer.PlayAsync(file, recording);
        await replayer.AssertNobodyElseAsync();
        return requests;
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> PlayAsync(string file, Recording recording)
    {
        if (recording.Settings is not null)
            await _tenant.ConfigureAsync(recording.Settings);
        foreach (var request in recording.Requests)
        {
            var answer = await SendAsync(recording, request);
            var difference = (int)answer.Status == request.Expect.Status
                ? request.Expect.Body is { } expected ? PartOf.Difference(_captures.In(expected), answer.Body) : null
                : $"the status is {(int)answer.Status}, expected {request.Expect.Status}: {answer.Body.ToJsonString()}";
            Assert.True(difference is null, $"{file}, '{request.Name}': {difference}");
            foreach (var (name, path) in request.Capture)
                _captures.Add(name, answer.Body, path);
        }

        foreach (var (group, permissions) in recording.Configure)
            await _tenant.Admin.ConfigureAsync(_captures.In(group), [.. permissions]);
        foreach (var account in recording.Accounts)
            await AssertAccountAsync(file, _captures.In(account));
        return recording.Requests.Count;
    }

    private async Task<Answer> SendAsync(Recording recording, RecordedRequest recorded)
    {
        using var request = new HttpRequestMessage(new HttpMethod(recorded.Method), new Uri(_scim + _captures.In(recorded.Path)));
        if (recorded.Body is not null)
        {
            var body = _captures.In(recorded.Body).ToJsonString();
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.PadRight(recorded.BodySize ?? 0)));
        }

        foreach (var (name, value) in recorded.Headers.Concat(recording.Headers.Where(header => !recorded.Headers.ContainsKey(header.Key))))
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name, _captures.In(value));
            else if (request.Content is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
        }

        using var response = await _http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    private async Task AssertAccountAsync(string file, JsonObject expected)
    {
        var user = expected["user"]!.GetValue<string>();
        _isThere[user] = expected["removed"]?.GetValue<bool>() != true;
        await Eventually.Be(
            async () =>
            {
                var account = await _tenant.Admin.AccountOfAsync(user);
                var difference = _isThere[user]
                    ? PartOf.Difference(Fields(expected), account, $"the account of {user}")
                    : account?.ToJsonString();
                Assert.True(difference is null, difference);
            },
            because: file);
    }

    private static JsonObject Fields(JsonObject expected) =>
        new(expected.Where(field => field.Key != "user").Select(field => field is { Key: "accessGroup", Value: JsonValue id }
        ? KeyValuePair.Create<string, JsonNode?>(field.Key, new JsonObject { ["id"] = id.DeepClone() })
        : KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>Checks that the session left the recorded accounts and no others.</summary>
    private async Task AssertNobodyElseAsync()
    {
        var accounts = await _tenant.Admin.ListAsync("accounts");
        Assert.Equal(
            _isThere.Where(user => user.Value).Select(user => user.Key).Order(StringComparer.Ordinal),
            accounts.Select(account => account["userId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }
}
