using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Admins;

namespace Scim.Bus.Notifications.Tests;

/// <summary>A test that looks at what is to be told to admins, and at what was.</summary>
public abstract class DigestTest(NotificationsHost host) : IClassFixture<NotificationsHost>
{
    protected NotificationsHost Host { get; } = host;

    private IDocumentCollection<AdminNotice> Notices => Host.Services.GetRequiredService<IDocumentCollection<AdminNotice>>();

    private IDocumentCollection<AdminDigest> Digests => Host.Services.GetRequiredService<IDocumentCollection<AdminDigest>>();

    protected static IEnumerable<string> Listed(MimeMessage mail) =>
        mail.TextBody!.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].TrimEnd());

    /// <summary>Passes once there are as many notices.</summary>
    protected Task NotedAsync(TenantId tenant, int count, bool passing = true)
    {
        Func<Task> assertion = async () => Assert.Equal(count, (await AllAsync(tenant)).Count);
        return passing ? Host.EventuallyAsync(assertion) : Eventually.Be(assertion);
    }

    /// <summary>Passes once there is nothing to tell any more.</summary>
    protected Task RestingAsync(TenantId tenant, long edition = 0) => Host.EventuallyAsync(async () =>
    {
        var digest = (await Digests.GetAsync(tenant, tenant.Value, default))?.Body;
        Assert.NotNull(digest);
        Assert.Null(digest.NextDueAt);
        Assert.True(digest.Edition >= edition);
    });

    private protected async Task<IReadOnlyList<AdminNotice>> AllAsync(TenantId tenant) =>
        [.. (await Notices.QueryAsync(new DocumentQuery { Tenant = tenant, Limit = 1_000 }, default)).Select(document => document.Body)];
}
