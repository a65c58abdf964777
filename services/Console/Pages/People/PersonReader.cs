using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.Log;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.People;

/// <summary>
/// Reads what the services know about a person. Each part comes from another service; one that is away must not hide the parts of others.
/// </summary>
internal sealed class PersonReader(
    AccountsClient accounts,
    AccessGroupsClient groups,
    DirectoryClient directory,
    ProvisioningClient provisioning,
    RequestsClient requests,
    LogReader log)
{
    private const int MostRequests = 5;

    /// <param name="page">The request.</param>
    /// <param name="user">The user of the directory; null for an account that is managed by hand.</param>
    /// <param name="account">The user's account; null if there is none.</param>
    /// <param name="query">What of the log is shown.</param>
    /// <param name="cursor">Where the page of the log begins.</param>
    public async Task<PersonModel> ReadAsync(
        TenantRequest page, UserId? user, Optional<Account?> account, LogQuery query, string? cursor)
    {
        var path = user is { } id ? page.Path("people", id.ToString()) : "";
        var directoryRead = user is { } pushed ? Optional.ReadAsync(directory.FindAsync(page.Tenant, pushed)) : null;
        var sagaRead = user is { } of ? Optional.ReadAsync(provisioning.FindSagaAsync(page.Tenant, of)) : null;
        var loginRead = account.Value?.Identifier is { } identifier
            ? Optional.ReadAsync(accounts.AskLoginAsync(page.Tenant, identifier))
            : null;
        var requestsRead = user is { } about ? Optional.ReadAsync(requests.ListAboutAsync(page.Tenant, about, MostRequests)) : null;
        var logRead = user is null ? null : Optional.ReadAsync(log.ReadAsync(page, user, query, cursor, path));
        var said = directoryRead is null ? Optional.None<DirectoryPerson?>() : await directoryRead;
        var saga = sagaRead is null ? Optional.None<Saga?>() : await sagaRead;
        var login = loginRead is null ? Optional.None<LoginAnswer>() : await loginRead;
        var last = requestsRead is null ? Optional.None<IReadOnlyList<ScimRequest>>() : await requestsRead;
        var lines = logRead is null ? Optional.None<LogModel>() : await logRead;
        var group = (account.Value?.AccessGroup?.Id ?? saga.Value?.Desired.Group) is { } groupId
            ? await Optional.ReadAsync(groups.FindAsync(page.Tenant, groupId))
            : Optional.None<AccessGroup?>();
        var known = new KnownOfPerson
        {
            Tenant = page.KnownSettings,
            Directory = said.Value,
            IsDirectoryUnknown = said.Problem is not null,
            Account = account.Value,
            IsAccountUnknown = account.Problem is not null,
            Saga = saga.Value,
            Login = login.Value,
            Group = group.Value,
        };
        return new PersonModel
        {
            Known = known,
            Diagnosis = Diagnosis.Of(known),
            Comparison = user is null ? [] : PersonComparison.Of(known, GroupNameOf(known)),
            User = user,
            NamedAccount = await NamedAsync(page.Tenant, saga.Value?.Fault?.Reason),
            Log = lines.Value,
            Requests = last.Value ?? [],
            Problems =
            [
                .. ((string?[])[account.Problem, said.Problem, saga.Problem, login.Problem, group.Problem, last.Problem, lines.Problem])
                    .OfType<string>()
                    .Distinct(),
            ],
        };
    }

    /// <summary>Name of the desired Access Group, or its id while nobody who knows the name answers; null for none.</summary>
    private static string? GroupNameOf(KnownOfPerson known)
    {
        if (known.Saga?.Desired.Group is not { } id)
            return null;
        // As the account has it, so that two spellings of one group are no difference.
        if (known.Account?.AccessGroup is { } own && own.Id == id)
            return own.Title;
        return known.Group?.Id == id
            ? known.Group.DisplayName
            : known.Directory?.Groups.FirstOrDefault(group => group.Id == id)?.Title ?? id.ToString();
    }

    /// <summary>The account that a reason names; null if it names none, or it can't be read.</summary>
    private async Task<Account?> NamedAsync(TenantId tenant, string? reason) => AccountReference.In(reason) is { } reference
        ? (await Optional.ReadAsync(accounts.FindAsync(tenant, reference.Id))).Value
        : null;
}
