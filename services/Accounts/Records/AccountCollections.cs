using System.Text.Json;
using Scim.Bus.Accounts.Api;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Accounts.Records;

/// <summary>The collections of Accounts.</summary>
internal static class AccountCollections
{
    public const string Service = "accounts";

    public const string WorkEmail = "workEmail";
    public const string Upn = "upn";

    public static CollectionDefinition<AccountRecord> Accounts { get; } = new()
    {
        Service = Service,
        Name = "accounts",
        Attributes = AccountFields.Type,
        Resource = account => JsonSerializer.SerializeToNode(AccountView.Of(account), DocumentJson.Options)!.AsObject(),
        UniqueKeys = UniqueKeysOf,
        Indexed = ["id", "userId", "workEmail", "upn", "accessGroup.id"],
    };

    public static CollectionDefinition<UserLink> Links { get; } = new()
    {
        Service = Service,
        Name = "links",
    };

    private static IEnumerable<UniqueKey> UniqueKeysOf(AccountRecord account)
    {
        if (account.Attributes.WorkEmail is { } email)
            yield return new UniqueKey(WorkEmail, email.ToLowerInvariant());
        if (account.Attributes.Upn is { } upn)
            yield return new UniqueKey(Upn, upn.ToLowerInvariant());
    }
}
