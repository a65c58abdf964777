using System.Diagnostics;
using System.Net;
using Scim.Bus.EndToEnd.Tests.Clients;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>I8: one trace for each push, from the request to the last effect, across processes.</summary>
[Collection(RealParts.Name)]
public sealed class TraceTests(RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task One_trace_leads_from_the_request_to_the_mail_server()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var settings = new Dictionary<string, string?>(receiver.ExporterEnvironment) { ["OTEL_BSP_SCHEDULE_DELAY"] = "500" };
        await using var deployment = await DistributedDeployment.StartAsync(await rabbit.GetAsync(), mongo: null, settings);
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var parent = ActivitySpanId.CreateRandom().ToHexString();

        var user = (await deployment.Scim.SendAsync(
            HttpMethod.Post, "Users", ScimClient.User("traced@acme.example"), $"00-{trace}-{parent}-01")).Expect(HttpStatusCode.Created).Id;

        await Eventually.Be(
            () =>
            {
                var spans = receiver.Spans.Where(span => span.TraceId == trace).ToList();
                var request = Assert.Single(spans, span => span.ServiceName == "ingress" && span.ParentSpanId == parent);
                var mail = Assert.Single(spans, span => span.ServiceName == "notifications" && span.Name == "smtp send");
                Assert.Equal(request.SpanId, RootOf(mail, spans).SpanId);
                Assert.Superset(
                    new HashSet<string?> { "ingress", "provisioning", "accounts", "notifications", "console" },
                    spans.Select(span => span.ServiceName).ToHashSet());
            },
            Soon);

        // The provisioning log leads to the same trace.
        await Eventually.Be(async () => Assert.All(await LinesAsync(deployment, user), id => Assert.Equal(trace, id)), Soon);
    }

    [SkippableFact]
    public async Task A_swept_message_continues_the_trace_of_its_push()
    {
        var broker = await rabbit.GetAsync();
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} is not ours to kill.");
        await using var receiver = await OtlpReceiver.StartAsync();
        var settings = new Dictionary<string, string?>(receiver.ExporterEnvironment) { ["OTEL_BSP_SCHEDULE_DELAY"] = "500" };
        await using var deployment = await DistributedDeployment.StartAsync(broker, mongo: null, settings);
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await broker.KillAsync();
        try
        {
            (await deployment.Scim.SendAsync(
                HttpMethod.Post, "Users", ScimClient.User("swept@acme.example"), $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01"))
                .Expect(HttpStatusCode.Created);
            // A swept message is one that its own process was killed before it could publish.
            await deployment[DistributedDeployment.Ingress].KillAsync();
        }
        finally
        {
            await broker.RestartAsync();
        }

        await deployment[DistributedDeployment.Ingress].RestartAsync();
        await Eventually.Be(
            () => Assert.Contains(receiver.Spans, span => span.TraceId == trace && span.Name == "smtp send"), TimeSpan.FromMinutes(2));
    }

    private static ReceivedSpan RootOf(ReceivedSpan span, IReadOnlyList<ReceivedSpan> spans)
    {
        while (spans.FirstOrDefault(other => other.SpanId == span.ParentSpanId) is { } parent)
            span = parent;
        return span;
    }

    private static async Task<IReadOnlyList<string?>> LinesAsync(DistributedDeployment deployment, string user)
    {
        var lines = await deployment.Admin.TimelineAsync(user);
        Assert.True(lines.Count >= 3);
        return [.. lines.Select(line => line["traceId"]?.GetValue<string>())];
    }
}
