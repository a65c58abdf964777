using System.Diagnostics;
using System.Net;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>I8: one trace for each push, from the request to the last effect, across processes.</summary>
public static class TraceTests
{
    [Trait("Needs", "Processes")]
    [Collection(DistributedTests.Name)]
    public sealed class FromTheRequest(RabbitMqFixture rabbit, SharedDistributed shared)
    {
        [SkippableFact]
        public async Task One_trace_leads_from_the_request_to_the_mail_server()
        {
            using var tenant = await TestTenant.CreateAsync(await shared.GetAsync(rabbit));
            var outside = ActivityTraceId.CreateRandom().ToHexString();

            var created = (await tenant.Scim.SendAsync(
                HttpMethod.Post, "Users", ScimClient.User("traced@acme.example"), ParentOf(outside)))
                    .Expect(HttpStatusCode.Created);
            var (user, trace) = (created.Id, TraceOf(created));

            await Eventually.Be(
                () =>
                {
                    var spans = shared.Telemetry.Spans.Where(span => span.TraceId == trace).ToList();
                    var request = Assert.Single(spans, span => span.ServiceName == "ingress" && span.LinkedTraceIds.Contains(outside));
                    Assert.Null(request.ParentSpanId);
                    Assert.DoesNotContain(shared.Telemetry.Spans, span => span.TraceId == outside);
                    var mail = Assert.Single(spans, span => span.ServiceName == "notifications" && span.Name == "smtp send");
                    Assert.Equal(request.SpanId, RootOf(mail, spans).SpanId);
                    Assert.Superset(
                        new HashSet<string?> { "ingress", "provisioning", "accounts", "notifications", "console" },
                        spans.Select(span => span.ServiceName).ToHashSet());
                });

            // The provisioning log leads to the same trace.
            await Eventually.Be(async () => Assert.All(await LinesAsync(tenant, user), id => Assert.Equal(trace, id)));
        }

        private static ReceivedSpan RootOf(ReceivedSpan span, IReadOnlyList<ReceivedSpan> spans)
        {
            while (spans.FirstOrDefault(other => other.SpanId == span.ParentSpanId) is { } parent)
                span = parent;
            return span;
        }

        private static async Task<IReadOnlyList<string?>> LinesAsync(TestTenant tenant, string user)
        {
            var lines = await tenant.Admin.TimelineAsync(user);
            Assert.True(lines.Count >= 3);
            return [.. lines.Select(line => line["traceId"]?.GetValue<string>())];
        }
    }

    [Trait("Needs", "Processes")]
    [Collection(CrashingTests.Name)]
    public sealed class AfterACrash(RabbitMqFixture rabbit, CrashingDeployments shared)
    {
        [SkippableFact]
        public async Task A_swept_message_continues_the_trace_of_its_push()
        {
            var broker = await rabbit.GetAsync();
            Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to kill.");
            var deployment = await shared.OnSqliteAsync(rabbit);
            using var tenant = await TestTenant.CreateAsync(deployment);
            string trace;
            await broker.KillAsync();
            try
            {
                var created = (await tenant.Scim.SendAsync(HttpMethod.Post, "Users", ScimClient.User("swept@acme.example")))
                    .Expect(HttpStatusCode.Created);
                trace = TraceOf(created);
                // The process is killed before it can publish, so the sweeper publishes the message.
                await deployment[DistributedDeployment.Ingress].KillAsync();
            }
            finally
            {
                await broker.RestartAsync();
            }

            await deployment[DistributedDeployment.Ingress].RestartAsync();
            await Eventually.Be(() => Assert.Contains(shared.Telemetry.Spans, span => span.TraceId == trace && span.Name == "smtp send"));
        }
    }

    private static string ParentOf(string trace) => $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01";

    /// <summary>The trace that a response names.</summary>
    private static string TraceOf(Answer answer) => Assert.Single(answer.Headers["traceresponse"]).Split('-')[1];
}
