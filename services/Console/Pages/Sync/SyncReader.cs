using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Accounts;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.People;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Pages.Sync;

/// <summary>Where the lists of the page begin, and what it follows.</summary>
internal sealed record SyncPlace(string? Failed, string? Waiting, string? Drift, Guid? Run, string? After);

/// <summary>Reads what the page on syncs shows.</summary>
internal sealed class SyncReader(ProvisioningClient provisioning, UserSearch search, Names names)
{
    public const string Never = "never";

    private const int PageSize = 50;

    /// <summary>What the page shows before anybody turned a page.</summary>
    public Task<SyncModel> ReadAsync(TenantRequest page, SyncQuery query) =>
        ReadAsync(page, query, new SyncPlace(null, null, null, null, null));

    public async Task<SyncModel> ReadAsync(TenantRequest page, SyncQuery query, SyncPlace place)
    {
        var tenant = page.Tenant;
        var path = page.Path("sync");
        var found = await FindAsync(tenant, query.Text);
        var failed = ListSagasAsync(tenant, query.FilterOf(found, States.Faulted), found, place.Failed);
        var waiting = ListSagasAsync(tenant, query.FilterOf(found, States.OnHold, States.AwaitingProfile), found, place.Waiting);
        var report = provisioning.GetDriftAsync(tenant);
        var items = found is []
            ? Task.FromResult(new ListPage<DriftItem>([], null))
            : provisioning.ListDriftAsync(tenant, query.DriftFilterOf(found), PageSize, place.Drift);
        var run = place.Run is { } id ? await provisioning.FindSyncAsync(tenant, id) : null;
        await Task.WhenAll(failed, waiting, report, items);
        var (failedPage, waitingPage, itemPage, drift) = (await failed, await waiting, await items, await report);
        var listed = ((ListPage<Saga>?[])[failedPage, waitingPage]).OfType<ListPage<Saga>>().SelectMany(list => list.Items);
        await names.LoadUsersAsync(tenant, listed.Select(saga => saga.UserId).Concat(itemPage.Items.Select(item => item.UserId)));
        return new SyncModel
        {
            Query = query,
            HasMoreMatches = found?.Count >= UserSearch.MaxMatches,
            IsAutomatic = page.KnownSettings?.AutomaticSync,
            Run = run,
            Failed = ListOf("Users in state Failed", failedPage, "failed", place.Failed),
            Waiting = ListOf("Users in state On hold or Not sent yet", waitingPage, "waiting", place.Waiting),
            Drift = new DriftModel(
                drift,
                drift.Running || (place.After is not null && TextOf(drift.At) == place.After),
                place.After ?? "",
                [.. itemPage.Items.Select(item => (item, names.Of(item.UserId)))],
                place.Drift is null ? null : query.At(path),
                itemPage.NextCursor is { } next ? query.At(path, ("drift", next)) : null),
        };

        SagaList? ListOf(string caption, ListPage<Saga>? sagas, string parameter, string? cursor) => sagas is null ? null : new SagaList(
            caption,
            [.. sagas.Items.Select(saga => (saga, names.Of(saga.UserId)))],
            cursor is null ? null : query.At(path),
            sagas.NextCursor is { } next ? query.At(path, (parameter, next)) : null);
    }

    /// <summary>When a comparison ended, for an address.</summary>
    public static string TextOf(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? Never;

    /// <summary>The users who are searched for; null if nobody is.</summary>
    private async Task<IReadOnlyList<UserId>?> FindAsync(TenantId tenant, string text)
    {
        if (text.Length == 0)
            return null;
        return UserId.TryParse(text, null, out var user) ? [user] : await search.FindAsync(tenant, text);
    }

    /// <summary>A page of sagas; null if their list is not shown, for it has none of the states that are.</summary>
    private async Task<ListPage<Saga>?> ListSagasAsync(
        TenantId tenant, string? filter, IReadOnlyList<UserId>? found, string? cursor)
    {
        if (filter is null)
            return null;
        return found is [] ? new ListPage<Saga>([], null) : await provisioning.ListSagasAsync(tenant, filter, PageSize, cursor);
    }
}
