using System.Net;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>The admin API of each process, asked about a tenant that does not exist.</summary>
public static class UnknownTenantTests
{
    private const string NoSuch = "nosuch";

    [Trait("Needs", "Processes")]
    [Collection(DistributedTests.Name)]
    public sealed class Distributed(RabbitMqFixture rabbit, SharedDistributed shared)
    {
        [SkippableFact]
        public async Task Every_operation_of_every_process_answers_404()
        {
            var deployment = await shared.GetAsync(rabbit);
            var asked = 0;
            foreach (var process in deployment.Processes)
            {
                using var admin = new AdminClient(process.BaseAddress, NoSuch, Deployment.AdminKey);
                foreach (var (method, path) in await OperationsAsync(admin))
                {
                    AssertNotFound(await AnsweredAsync(() => admin.SendAsync(method, path)), $"{process.Name} {method} {path}");
                    // The Console forwards it.
                    using var console = new AdminClient(deployment.AdminAddress, NoSuch, Deployment.AdminKey);
                    AssertNotFound(await AnsweredAsync(() => console.SendAsync(method, path)), $"Console {method} {path}");
                    asked++;
                }
            }

            Assert.True(asked > 20, $"Only {asked} operations were found.");
        }
    }

    [Trait("Needs", "Processes")]
    [Collection(CrashingTests.Name)]
    public sealed class Crashing(RabbitMqFixture rabbit, CrashingDeployments shared)
    {
        [SkippableFact]
        public async Task While_the_ingress_is_away_known_tenants_are_served_and_others_answered_with_503()
        {
            var deployment = await shared.OnSqliteAsync(rabbit);
            using var tenant = await TestTenant.CreateAsync(deployment);
            (await AnsweredAsync(() => AskAsync(deployment, tenant.Id))).Expect(HttpStatusCode.OK);
            await deployment[DistributedDeployment.Ingress].KillAsync();
            try
            {
                await AssertServedAsync(deployment, tenant.Id);
                await AssertUnavailableAsync(deployment);
            }
            finally
            {
                await deployment[DistributedDeployment.Ingress].RestartAsync();
            }

            await Eventually.Be(async () => AssertNotFound(await AskAsync(deployment, NoSuch), "after the restart"));
        }

        [SkippableFact]
        public async Task While_the_broker_is_away_known_tenants_are_served_and_others_answered_with_503()
        {
            var broker = await rabbit.GetAsync();
            Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to kill.");
            var deployment = await shared.OnSqliteAsync(rabbit);
            using var tenant = await TestTenant.CreateAsync(deployment);
            (await AnsweredAsync(() => AskAsync(deployment, tenant.Id))).Expect(HttpStatusCode.OK);
            await broker.KillAsync();
            try
            {
                await AssertServedAsync(deployment, tenant.Id);
                await AssertUnavailableAsync(deployment);
            }
            finally
            {
                await broker.RestartAsync();
            }

            await Eventually.Be(async () => AssertNotFound(await AskAsync(deployment, NoSuch), "after the outage"));
        }

        private static async Task AssertServedAsync(DistributedDeployment deployment, string tenant) =>
            (await AskAsync(deployment, tenant)).Expect(HttpStatusCode.OK);

        private static async Task AssertUnavailableAsync(DistributedDeployment deployment)
        {
            var answer = (await AskAsync(deployment, NoSuch)).Expect(HttpStatusCode.ServiceUnavailable);
            Assert.NotEmpty(answer.Headers["Retry-After"]);
            Assert.Contains("ingress", (string?)answer.Body["detail"], StringComparison.Ordinal);
        }

        private static async Task<Answer> AskAsync(DistributedDeployment deployment, string tenant)
        {
            using var accounts = new AdminClient(deployment[DistributedDeployment.Accounts].BaseAddress, tenant, Deployment.AdminKey);
            return await accounts.SendAsync(HttpMethod.Get, "accounts");
        }
    }

    /// <summary>Asks until the answer is another than 503, which a slow machine gives too: nobody knew the tenant in time.</summary>
    private static Task<Answer> AnsweredAsync(Func<Task<Answer>> ask) => Eventually.Get(
        async () => await ask() is { Status: not HttpStatusCode.ServiceUnavailable } answer ? answer : null);

    /// <summary>The operations about a tenant in a process's OpenAPI document, with paths that are about what nobody has.</summary>
    private static async Task<IReadOnlyList<(HttpMethod Method, string Path)>> OperationsAsync(AdminClient admin)
    {
        var document = (await admin.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Expect(HttpStatusCode.OK).Body;
        return
        [
            .. from path in document["paths"]!.AsObject()
            where path.Key.Contains("{tenant}", StringComparison.Ordinal)
            from operation in path.Value!.AsObject()
            select (new HttpMethod(operation.Key.ToUpperInvariant()), Fill(path.Key)),
        ];
    }

    private static string Fill(string path)
    {
        var segments = path.Replace("{tenant}", NoSuch, StringComparison.Ordinal).Split('/');
        return string.Join('/', segments.Select(segment => segment.StartsWith('{') ? $"{Guid.CreateVersion7()}" : segment));
    }

    private static void AssertNotFound(Answer answer, string asked)
    {
        Assert.True(answer.Status == HttpStatusCode.NotFound, $"{asked}: {answer.Status} {answer.Body.ToJsonString()}");
        Assert.Equal($"Tenant '{NoSuch}' does not exist.", (string?)answer.Body["detail"]);
    }
}
