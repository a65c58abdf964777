using Microsoft.Extensions.Options;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;

namespace Scim.Bus.Accounts.Tests;

/// <summary>A user has one account.</summary>
public sealed class OneAccountTests
{
    /// <summary>
    /// A command is repeated while another process is slow with it. One of them links the account that an admin made for an inactive
    /// person, the other one has looked for it a moment later and found none to link: no login that both would hold stands in its way.
    /// </summary>
    [Fact]
    public async Task Two_processes_with_the_same_command_make_one_account()
    {
        using var folder = new TempFolder();
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder.Path }));
        var accounts = store.Open(AccountCollections.Accounts);
        var command = Sample.Command(new UserProfile { UserName = "ann", WorkEmail = "ann@acme.example" }) with { Active = false };
        var manual = await InsertAsync(accounts, Create(new AccountId(Guid.NewGuid()), command) with { User = null });

        var linked = manual.Document! with { Body = manual.Document.Body.ApplyCommand(command) };
        Assert.Equal(WriteOutcome.Done, (await accounts.ReplaceAsync(linked, default)).Outcome);
        var second = await InsertAsync(accounts, Create(AccountStore.IdOf(command.User), command));
        Assert.Equal((WriteOutcome.DuplicateKey, "user"), (second.Outcome, second.DuplicateKey));
    }

    /// <summary>
    /// A user is created and deleted while an admin's account could be linked to them. One process has stored that the user is gone when
    /// another one, which looked before, links the account.
    /// </summary>
    [Fact]
    public async Task A_late_command_links_no_account_to_a_user_who_is_gone()
    {
        using var folder = new TempFolder();
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder.Path }));
        var accounts = store.Open(AccountCollections.Accounts);
        var command = Sample.Command(new UserProfile { UserName = "ann", WorkEmail = "ann@acme.example" });
        var manual = await InsertAsync(accounts, Create(new AccountId(Guid.NewGuid()), command) with { User = null });
        var gone = Create(AccountStore.IdOf(command.User), command with { Exists = false, Generation = command.Generation + 1 });
        Assert.Equal(WriteOutcome.Done, (await InsertAsync(accounts, gone)).Outcome);

        var linked = manual.Document! with { Body = manual.Document.Body.ApplyCommand(command) };
        var late = await accounts.ReplaceAsync(linked, default);
        Assert.Equal((WriteOutcome.DuplicateKey, "user"), (late.Outcome, late.DuplicateKey));
    }

    private static AccountRecord Create(AccountId id, ApplyAccount command) =>
        AccountProvisioning.Create(id, command, DateTimeOffset.UnixEpoch);

    private static Task<WriteResult<AccountRecord>> InsertAsync(IDocumentCollection<AccountRecord> accounts, AccountRecord account) =>
        accounts.InsertAsync(
            new Document<AccountRecord>
            {
                Tenant = account.Tenant,
                Id = account.Id.ToString(),
                Body = account,
                Tombstone = account.Removed,
            },
            default);
}
