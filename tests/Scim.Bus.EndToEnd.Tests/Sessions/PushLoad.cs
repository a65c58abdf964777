using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Scim.Bus.EndToEnd.Tests.Sessions;

/// <summary>
/// Pushes people the way an identity provider does: each is created, put into one of two groups and renamed; what gets no answer, or a 5xx,
/// is sent again.
/// </summary>
internal sealed class PushLoad(TestTenant tenant, string[] groups, string prefix)
{
    private const int Clients = 8;

    private readonly ConcurrentDictionary<int, string> _users = [];
    private int _requests;
    private int _failures;

    /// <summary>Requests that were answered with 5xx or not at all.</summary>
    public int Failures => _failures;

    /// <summary>How many people were pushed completely.</summary>
    public int Done => _users.Count;

    public async Task RunAsync(int from, int count)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForAsync(from, from + count, options, async (i, _) =>
        {
            var created = await UntilAnsweredAsync(() => tenant.Scim.PostAsync("Users", User(i, "First")));
            // 409 means that the earlier request, which got no response, had succeeded.
            var id = created.Status == HttpStatusCode.Conflict
                ? (await UntilAnsweredAsync(() => tenant.Scim.FindAsync("Users", $"userName eq \"{Name(i)}\"")))
                    .Body["Resources"]![0]!["id"]!.GetValue<string>()
                : created.Expect(HttpStatusCode.Created).Id;
            (await UntilAnsweredAsync(() => tenant.Scim.PatchAsync($"Groups/{GroupOf(i)}", ScimClient.AddMember(id))))
                // Without the group once it is large.
                .Expect(HttpStatusCode.OK, HttpStatusCode.NoContent);
            (await UntilAnsweredAsync(() => tenant.Scim.PutAsync($"Users/{id}", User(i, "Second")))).Expect(HttpStatusCode.OK);
            _users[i] = id;
        });
    }

    /// <summary>
    /// Checks every account in the end: present, with the last name pushed, in its group, with that group's permissions, welcomed once.
    /// </summary>
    public async Task AssertAllArrivedAsync(IReadOnlyDictionary<string, string> permissionOf)
    {
        await Eventually.Be(
            async () =>
            {
                var accounts = (await tenant.Admin.ListAsync("accounts", $"upn sw \"{prefix}\""))
                    .ToDictionary(account => account["userId"]!.GetValue<string>());
                var wrong = _users.Where(user => !accounts.TryGetValue(user.Value, out var account)
                    || account["firstName"]!.GetValue<string>() != "Second"
                    || account["accessGroup"]?["id"]?.GetValue<string>() != GroupOf(user.Key)
                    || account["permissions"]!.AsArray().SingleOrDefault()?.GetValue<string>() != permissionOf[GroupOf(user.Key)]).ToList();
                if (wrong is [var first, ..])
                    Assert.Fail($"{wrong.Count} of {_users.Count} accounts are wrong, the first: {await DescribeAsync(first, accounts)}");
                Assert.Equal(_users.Count, accounts.Count);
            });

        await Eventually.Be(
            async () =>
            {
                var welcomes = tenant.Deployment.Mails.Where(mail => mail.To.StartsWith(prefix, StringComparison.Ordinal))
                    .ToLookup(mail => mail.To);
                Assert.DoesNotContain(welcomes, mails => mails.Count() > 1);
                foreach (var missing in _users.Where(user => !welcomes.Contains(Name(user.Key))))
                {
                    // A mail may be missing only if the process was killed while handing it over. Then the log has a warning.
                    var lines = await tenant.Admin.TimelineAsync(missing.Value);
                    Assert.Contains(
                        lines,
                        line => line["step"]!.GetValue<string>() == "notification" && line["outcome"]!.GetValue<string>() == "warning");
                }
            });
    }

    /// <summary>
    /// What there is of a person: account, saga, and the last line of the log; then how each process is, so that a failure says where it
    /// stopped.
    /// </summary>
    private async Task<string> DescribeAsync(KeyValuePair<int, string> user, Dictionary<string, JsonObject> accounts)
    {
        var account = accounts.GetValueOrDefault(user.Value);
        var saga = (await tenant.Admin.SendAsync(HttpMethod.Get, $"sagas/{user.Value}")).Body;
        var last = (await tenant.Admin.TimelineAsync(user.Value)).LastOrDefault();
        return $"{Name(user.Key)}, account {account?["firstName"] ?? "none"} {account?["accessGroup"]} {account?["permissions"]}, "
            + $"saga {saga["state"] ?? "none"}, last {last?["step"]} {last?["outcome"]} {last?["at"]}"
            + string.Concat(await Task.WhenAll(tenant.Deployment.Processes.Select(DescribeAsync)));
    }

    /// <summary>Whether a process is ready, and its last warning.</summary>
    private static async Task<string> DescribeAsync(ServiceProcess process)
    {
        using var ready = await process.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var warning = process.Output.LastOrDefault(QuietLogTests.IsWarning);
        return $"\n{process.Name}: {(int)ready.StatusCode} {await ready.Content.ReadAsStringAsync()}, {warning ?? "no warning"}";
    }

    private string GroupOf(int i) => groups[i % groups.Length];

    private string Name(int i) => $"{prefix}{i}@acme.example";

    private JsonObject User(int i, string givenName) => ScimClient.User(Name(i), givenName, $"Person {i}");

    private async Task<Answer> UntilAnsweredAsync(Func<Task<Answer>> request)
    {
        while (true)
        {
            Interlocked.Increment(ref _requests);
            try
            {
                var answer = await request();
                if ((int)answer.Status < 500)
                    return answer;
            }
            catch (HttpRequestException)
            {
                // The process is down, as an identity provider would see it.
            }

            Interlocked.Increment(ref _failures);
            await Task.Delay(100);
        }
    }
}
