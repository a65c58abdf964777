using System.Text.Json;
using Scim.Bus.AccountMapping;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Accounts.Records;

/// <summary>The collections of the Accounts service.</summary>
internal static class AccountCollections
{
    public const string Service = "accounts";

    /// <summary>Unique key of each of an account's <see cref="AccountRecord.HeldLogins"/>.</summary>
    public const string Login = "login";

    public static CollectionDefinition<AccountRecord> Accounts { get; } = new()
    {
        Service = Service,
        Name = "accounts",
        Attributes = AccountFields.Type,
        Resource = account => JsonSerializer.SerializeToNode(AccountView.From(account), DocumentJson.Options)!.AsObject(),
        UniqueKeys = UniqueKeysOf,
        Indexed =
        [
            "id", "userId", .. AttributeMapping.Fields.Where(field => field.IsLogin).Select(field => field.Name), "accessGroup.id",
        ],
    };

    public static CollectionDefinition<AccessGroupRecord> AccessGroups { get; } = new()
    {
        Service = Service,
        Name = "accessGroups",
    };

    public static CollectionDefinition<UserLink> Links { get; } = new()
    {
        Service = Service,
        Name = "links",
    };

    private static IEnumerable<UniqueKey> UniqueKeysOf(AccountRecord account) =>
        account.HeldLogins().Select(identifier => new UniqueKey(Login, identifier.Value));
}
