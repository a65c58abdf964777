using MassTransit;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Comparing;

/// <summary>Reads directory and accounts side by side, a page at a time, so that memory does not grow with the tenant.</summary>
internal sealed class Comparer(IBus bus)
{
    private const int PageSize = 500;
    private static readonly RequestTimeout Timeout = RequestTimeout.After(s: 15);

    /// <summary>The pairs from a position on.</summary>
    /// <exception cref="RequestTimeoutException">The ingress or Accounts did not answer in time.</exception>
    /// <exception cref="RequestFaultException">One of them failed.</exception>
    public Task<ComparedPage> ReadAsync(ComparisonScope scope, ComparisonPosition position, CancellationToken cancellationToken) =>
        position.IsAmongAccounts ? AccountsAsync(scope, position, cancellationToken) : UsersAsync(scope, position, cancellationToken);

    private async Task<ComparedPage> UsersAsync(ComparisonScope scope, ComparisonPosition position, CancellationToken cancellationToken)
    {
        var directory = await AskAsync<ReadDirectory, DirectoryPage>(
            new ReadDirectory { Tenant = scope.Tenant, After = position.After, Count = PageSize }, cancellationToken);
        var users = directory.Users.Where(user => IsMeant(scope, user)).ToList();
        var accounts = users.Count == 0 ? [] : (await AskAsync<ReadAccounts, AccountPage>(
            new ReadAccounts { Tenant = scope.Tenant, Owners = [.. users.Select(user => new AccountOwner(user.User, user.Profile.WorkEmail))] },
            cancellationToken)).Accounts;

        var linked = accounts.Where(account => account.User is not null).ToDictionary(account => account.User!.Value);
        var manual = accounts.Where(account => account.User is null).ToDictionary(account => account.State.WorkEmail!, StringComparer.OrdinalIgnoreCase);
        return new ComparedPage(
            [.. users.Select(user => new Pair(user, linked.GetValueOrDefault(user.User) ?? ByEmail(user)))],
            directory.HasMore ? position with { After = directory.Users[^1].User } : new ComparisonPosition(null, null, IsAmongAccounts: true));

        AccountSnapshot? ByEmail(DirectoryUser user) => user.Profile.WorkEmail is { } email ? manual.GetValueOrDefault(email) : null;
    }

    private async Task<ComparedPage> AccountsAsync(ComparisonScope scope, ComparisonPosition position, CancellationToken cancellationToken)
    {
        var page = await AskAsync<ReadAccounts, AccountPage>(
            new ReadAccounts { Tenant = scope.Tenant, After = position.AfterAccount, Count = PageSize }, cancellationToken);
        var accounts = page.Accounts.Where(account => scope.Groups is null || (account.State.AccessGroup is { } group && scope.Groups.Contains(group))).ToList();
        var known = accounts.Count == 0 ? [] : (await AskAsync<ReadDirectory, DirectoryPage>(
            new ReadDirectory { Tenant = scope.Tenant, Users = [.. accounts.Select(account => account.User!.Value)] },
            cancellationToken)).Users.Select(user => user.User).ToHashSet();
        return new ComparedPage(
            [.. accounts.Where(account => !known.Contains(account.User!.Value)).Select(account => new Pair(null, account))],
            page.Next is { } next ? position with { AfterAccount = next } : null);
    }

    private static bool IsMeant(ComparisonScope scope, DirectoryUser user) =>
        scope.Groups is null || (user.EffectiveGroup is { } group && scope.Groups.Contains(group));

    private async Task<TAnswer> AskAsync<TQuestion, TAnswer>(TQuestion question, CancellationToken cancellationToken)
        where TQuestion : class
        where TAnswer : class =>
        (await bus.CreateRequestClient<TQuestion>(Timeout).GetResponse<TAnswer>(question, cancellationToken)).Message;
}
