using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.People;

namespace Scim.Bus.Console.Pages.Sync;

/// <summary>Where the lists of the page begin, and what it follows.</summary>
internal sealed record SyncPlace(string? Failed, string? Waiting, string? Drift, Guid? Run, string? After);

/// <summary>Reads what the page on syncs shows.</summary>
internal sealed class SyncReader(ProvisioningClient provisioning, Names names)
{
    public const string Never = "never";

    private const int PageSize = 50;

    public async Task<SyncModel> ReadAsync(TenantRequest page, SyncPlace place)
    {
        var tenant = page.Tenant;
        var path = page.Path("sync");
        var failed = provisioning.ListSagasAsync(tenant, InStates(States.Faulted), PageSize, place.Failed);
        var waiting = provisioning.ListSagasAsync(tenant, InStates(States.OnHold, States.AwaitingProfile), PageSize, place.Waiting);
        var report = provisioning.GetDriftAsync(tenant);
        var items = provisioning.ListDriftAsync(tenant, PageSize, place.Drift);
        var run = place.Run is { } id ? await provisioning.FindSyncAsync(tenant, id) : null;
        await Task.WhenAll(failed, waiting, report, items);
        var (failedPage, waitingPage, itemPage, drift) = (await failed, await waiting, await items, await report);
        await names.LoadUsersAsync(
            tenant,
            failedPage.Items.Concat(waitingPage.Items).Select(saga => saga.UserId).Concat(itemPage.Items.Select(item => item.UserId)));
        return new SyncModel
        {
            IsAutomatic = page.KnownSettings?.AutomaticSync,
            Run = run,
            Failed = ListOf("Users in state Failed", failedPage.Items, path, "failed", place.Failed, failedPage.NextCursor),
            Waiting = ListOf(
                "Users in state On hold or Awaiting profile", waitingPage.Items, path, "waiting", place.Waiting, waitingPage.NextCursor),
            Drift = new DriftModel(
                drift,
                drift.Running || (place.After is not null && TextOf(drift.At) == place.After),
                place.After ?? "",
                [.. itemPage.Items.Select(item => (item, names.Of(item.UserId)))],
                place.Drift is null ? null : path,
                itemPage.NextCursor is { } next ? PagePath.With(path, ("drift", next)) : null),
        };
    }

    /// <summary>When a comparison ended, for an address.</summary>
    public static string TextOf(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? Never;

    private static string InStates(params ReadOnlySpan<string> states)
    {
        var conditions = new List<string>();
        foreach (var state in states)
            conditions.Add($"state eq {ServiceClient.Quoted(state)}");
        return string.Join(" or ", conditions);
    }

    private SagaList ListOf(string caption, IEnumerable<Saga> sagas, string path, string parameter, string? cursor, string? next) => new(
        caption,
        [.. sagas.Select(saga => (saga, names.Of(saga.UserId)))],
        cursor is null ? null : path,
        next is null ? null : PagePath.With(path, (parameter, next)));
}
