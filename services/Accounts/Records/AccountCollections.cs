using System.Text.Json;
using Scim.Bus.AccountMapping;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Accounts.Records;

/// <summary>The collections of the Accounts service.</summary>
internal static class AccountCollections
{
    public const string Service = "accounts";

    /// <summary>Unique key on the work e-mail; also the name of the field.</summary>
    public const string WorkEmail = "workEmail";

    /// <summary>Unique key on the UPN; also the name of the field.</summary>
    public const string Upn = "upn";

    public static CollectionDefinition<AccountRecord> Accounts { get; } = new()
    {
        Service = Service,
        Name = "accounts",
        Attributes = AccountFields.Type,
        Resource = account => JsonSerializer.SerializeToNode(AccountView.From(account), DocumentJson.Options)!.AsObject(),
        UniqueKeys = UniqueKeysOf,
        Indexed =
        [
            "id", "userId", .. AttributeMapping.Fields.Where(field => field.IsUnique).Select(field => field.Name), "accessGroup.id",
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

    private static IEnumerable<UniqueKey> UniqueKeysOf(AccountRecord account)
    {
        foreach (var field in AttributeMapping.Fields)
        {
            if (field.IsUnique && field.InAccount(account.Attributes) is string value)
                yield return new UniqueKey(field.Name, value.ToLowerInvariant());
        }
    }
}
