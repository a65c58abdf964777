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

    /// <summary>
    /// Unique key of the user whose account it is or was. A repeated command that links an account made by hand, and another one that found
    /// none to link a moment before or after, would otherwise make two; so would a late command, and one that says that the user is gone.
    /// </summary>
    private const string User = "user";

    public static CollectionDefinition<AccountRecord> Accounts { get; } = new()
    {
        Service = Service,
        Name = "accounts",
        Attributes = AccountFields.Type,
        Resource = account => JsonSerializer.SerializeToNode(AccountView.From(account), DocumentJson.Options)!.AsObject(),
        UniqueKeys = UniqueKeysOf,
        TombstoneKeys = UserKeyOf,
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

    /// <summary>
    /// A user's key comes first: whoever would give the user a second account has to look again, whatever else would be taken.
    /// </summary>
    private static IEnumerable<UniqueKey> UniqueKeysOf(AccountRecord account) =>
        UserKeyOf(account).Concat(account.HeldLogins().Select(identifier => new UniqueKey(Login, identifier.Value)));

    private static IEnumerable<UniqueKey> UserKeyOf(AccountRecord account) =>
        account.User is { } user ? [new UniqueKey(User, user.ToString())] : [];
}
