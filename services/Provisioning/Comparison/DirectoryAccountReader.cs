using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Protocol.Identifiers;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>Reads directory and accounts side by side, by requests to Ingress and Accounts: a page at a time, in bounded memory.</summary>
internal sealed class DirectoryAccountReader(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>How long a request waits for its answer.</summary>
    public static RequestTimeout Timeout { get; } = RequestTimeout.After(s: 15);

    /// <summary>Longest time for a request with its answer, also while the broker is away.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Reads the page at a position.</summary>
    /// <exception cref="MassTransitException">Ingress or Accounts did not answer within 15 seconds.</exception>
    /// <exception cref="RequestFaultException">Ingress or Accounts failed.</exception>
    public Task<ComparedPage> ReadAsync(ComparisonScope scope, ComparisonPosition position, CancellationToken cancellationToken) =>
        position.IsAmongAccounts
            ? ReadOrphansAsync(scope, position, cancellationToken)
            : ReadUsersAsync(scope, position, cancellationToken);

    private async Task<ComparedPage> ReadUsersAsync(
        ComparisonScope scope, ComparisonPosition position, CancellationToken cancellationToken)
    {
        var directory = await RequestAsync<ReadDirectory, DirectoryPage>(
            new ReadDirectory { Tenant = scope.Tenant, After = position.After, Count = PageSize }, cancellationToken);
        var users = directory.Users.Where(user => IsInScope(scope, user)).ToList();
        var accounts = users.Count == 0 ? [] : await ReadAccountsAsync(scope, users, cancellationToken);

        var linked = accounts.Where(account => account.User is not null).ToDictionary(account => account.User!.Value);
        var manual = accounts.Where(account => account.User is null)
            .ToDictionary(account => CanonicalKey.From(account.State.WorkEmail!));
        return new ComparedPage(
            [.. users.Select(user => new ComparedUser(user, linked.GetValueOrDefault(user.User) ?? FindByEmail(user)))],
            directory.HasMore
                ? position with { After = directory.Users[^1].User }
                : new ComparisonPosition(null, null, IsAmongAccounts: true));

        AccountSnapshot? FindByEmail(DirectoryUser user) =>
            user.Profile.WorkEmail is { } email ? manual.GetValueOrDefault(CanonicalKey.From(email)) : null;
    }

    private async Task<IReadOnlyList<AccountSnapshot>> ReadAccountsAsync(
        ComparisonScope scope, IReadOnlyList<DirectoryUser> users, CancellationToken cancellationToken)
    {
        var owners = users.Select(user => new AccountOwner(user.User, user.Profile.WorkEmail));
        var page = await RequestAsync<ReadAccounts, AccountPage>(
            new ReadAccounts { Tenant = scope.Tenant, Owners = [.. owners] }, cancellationToken);
        return page.Accounts;
    }

    private async Task<ComparedPage> ReadOrphansAsync(
        ComparisonScope scope, ComparisonPosition position, CancellationToken cancellationToken)
    {
        var page = await RequestAsync<ReadAccounts, AccountPage>(
            new ReadAccounts { Tenant = scope.Tenant, After = position.AfterAccount, Count = PageSize }, cancellationToken);
        var accounts = page.Accounts.Where(account => IsInScope(scope, account)).ToList();
        var present = new HashSet<UserId>();
        if (accounts.Count > 0)
        {
            var directory = await RequestAsync<ReadDirectory, DirectoryPage>(
                new ReadDirectory { Tenant = scope.Tenant, Users = [.. accounts.Select(account => account.User!.Value)] },
                cancellationToken);
            present.UnionWith(directory.Users.Select(user => user.User));
        }

        return new ComparedPage(
            [.. accounts.Where(account => !present.Contains(account.User!.Value)).Select(account => new ComparedUser(null, account))],
            page.Next is { } next ? position with { AfterAccount = next } : null);
    }

    private static bool IsInScope(ComparisonScope scope, DirectoryUser user) =>
        scope.Groups is null || (user.EffectiveGroup is { } group && scope.Groups.Contains(group));

    private static bool IsInScope(ComparisonScope scope, AccountSnapshot account) =>
        scope.Groups is null || (account.State.AccessGroup is { } group && scope.Groups.Contains(group));

    private async Task<TResponse> RequestAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        // Request clients are scoped, because within a consumer they take part in its conversation. Jobs run in no scope.
        await using var scope = scopes.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<IRequestClient<TRequest>>();
        var response = await BoundedRequests.WithinAsync(
            token => client.GetResponse<TResponse>(request, token), Limit, time, cancellationToken);
        return response.Message;
    }
}
