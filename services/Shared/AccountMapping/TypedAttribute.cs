using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.AccountMapping;

/// <summary>A row with the type of its value.</summary>
internal sealed class TypedAttribute<T> : MappedAttribute
{
    public required ScimSource<T> Source { get; init; }

    public required Property<UserProfile, T> Profile { get; init; }

    /// <summary>Null for what accounts do not have.</summary>
    public Property<AccountAttributes, T>? Account { get; init; }

    public override string ScimPath => Source.Path;

    public override string Expected => typeof(T).IsEnum
        ? string.Join(" or ", Enum.GetNames(typeof(T)).Select(name => $"'{JsonNamingPolicy.CamelCase.ConvertName(name)}'"))
        : "a text or null";

    public override bool IsInAccount => Account is not null;

    private Property<AccountAttributes, T> Field =>
        Account ?? throw new InvalidOperationException($"Accounts do not have the attribute '{Attribute}'.");

    public override object? InProfile(UserProfile profile) => Profile.Get(profile);

    public override object? InAccount(AccountAttributes account) => Field.Get(account);

    public override UserProfile Read(JsonObject user, UserProfile profile) => Profile.Set(profile, Source.Read(user));

    public override AccountAttributes Apply(UserProfile profile, AccountAttributes account) => Field.Set(account, Profile.Get(profile));

    public override AccountAttributes Edit(JsonNode? value, AccountAttributes account) =>
        Field.Set(account, value.Deserialize<T>(Json)!);

    public override AccountAttributes Copy(AccountAttributes source, AccountAttributes target) =>
        Field.Set(target, Field.Get(source));
}
