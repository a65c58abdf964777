using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Admins;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Base of tests about admin notices and digests.</summary>
public abstract class DigestTest(NotificationsHost host) : IClassFixture<NotificationsHost>
{
    protected NotificationsHost Host { get; } = host;

    private IDocumentCollection<AdminNotice> Notices => Host.Services.GetRequiredService<IDocumentCollection<AdminNotice>>();

    private IDocumentCollection<AdminDigest> Digests => Host.Services.GetRequiredService<IDocumentCollection<AdminDigest>>();

    /// <summary>The list items of a digest.</summary>
    protected static IEnumerable<string> Listed(MimeMessage mail) =>
        mail.TextBody!.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].TrimEnd());

    /// <summary>Waits until the tenant has this many notices.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="count">Expected number.</param>
    /// <param name="advanceTime">Whether the fake clock moves while waiting: a digest may then go out before the last notice comes.</param>
    protected Task HasNoticesAsync(TenantId tenant, int count, bool advanceTime = false)
    {
        Func<Task> assertion = async () => Assert.Equal(count, (await AllAsync(tenant)).Count);
        return advanceTime ? Host.EventuallyAsync(assertion) : Eventually.Be(assertion);
    }

    /// <summary>Waits until the digest job has nothing left to do.</summary>
    protected Task IsDoneAsync(TenantId tenant, long edition = 0) => Host.EventuallyAsync(async () =>
    {
        var digest = (await Digests.GetAsync(tenant, tenant.Value, default))?.Body;
        Assert.NotNull(digest);
        Assert.Null(digest.NextDueAt);
        Assert.True(digest.Edition >= edition);
    });

    /// <summary>Waits until all notices of the tenant are in a state. The fake clock stands still, so that no digest goes out.</summary>
    private protected Task AreAsync(TenantId tenant, NoticeState state) =>
        Eventually.Be(async () => Assert.All(await AllAsync(tenant), notice => Assert.Equal(state, notice.State)));

    private protected async Task<IReadOnlyList<AdminNotice>> AllAsync(TenantId tenant) =>
        [.. (await Notices.QueryAsync(new DocumentQuery { Tenant = tenant, Limit = 1_000 }, default)).Select(document => document.Body)];
}
