using System.Text.Json;
using Scim.Bus.AccountMapping;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Provisioning.Comparison;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Tests;

/// <summary>
/// An attribute is added in the contracts and in <see cref="AttributeMapping"/>, and then goes all the way: these tests fail if it is
/// forgotten in one of them, or if a service does something else with it than the others.
/// </summary>
public sealed class AttributeMappingTests
{
    private static readonly UserProfile Full = ProfileMapping.ProfileOf(Sample.FullUser);
    private static readonly UserProfile Other = ProfileMapping.ProfileOf(Sample.OtherUser);

    public static TheoryData<string> Fields => [.. AttributeMapping.Fields.Select(one => one.Name)];

    [Fact]
    public void Every_attribute_of_a_profile_is_mapped() =>
        Assert.Equal(MembersOf<UserProfile>(), AttributeMapping.Attributes.Select(attribute => attribute.Attribute).Order());

    [Fact]
    public void Every_attribute_of_an_account_is_mapped() =>
        Assert.Equal(MembersOf<AccountAttributes>(), AttributeMapping.Fields.Select(field => field.Name).Order());

    [Fact]
    public void Accounts_lack_only_the_identity_providers_own_key() => Assert.Equal(
        ["externalId"], AttributeMapping.Attributes.Except(AttributeMapping.Fields).Select(attribute => attribute.Attribute));

    [Fact]
    public void Every_attribute_of_a_profile_is_read_from_SCIM() => Assert.All(
        AttributeMapping.Attributes, attribute => Assert.NotEqual(attribute.InProfile(Other), attribute.InProfile(Full)));

    [Theory]
    [MemberData(nameof(Fields))]
    public void An_attribute_reaches_the_account_its_events_its_view_and_its_filters(string name)
    {
        var field = AttributeMapping.Find(name)!;
        var account = Apply(null, Sample.Command(Full));

        var value = field.InProfile(Full);
        Assert.Equal(value, field.InAccount(account.Attributes));
        Assert.Equal(value, field.InAccount(account.State()));
        Assert.Equal(value, field.InAccount(AccountView.From(account)));
        Assert.Equal(ToJson(value), ToJson(AccountCollections.Accounts.Resource(account)[name]));
        Assert.NotNull(AccountFields.Type.Attribute(name));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_dry_run_predicts_the_change_of_an_attribute_and_nothing_else_changes(string name)
    {
        var field = AttributeMapping.Find(name)!;
        var account = Apply(null, Sample.Command(Other));
        var profile = field.Read(Sample.FullUser, Other);
        var changedAt = ProfileMapping.ChangedAt(Other, ProfileMapping.ChangedAt(Other, version: 1), profile, version: 2);
        var user = new DirectoryUser
        {
            User = account.User!.Value,
            Version = 2,
            Profile = profile,
            ChangedAt = changedAt,
            Active = true,
            AssignmentVersion = 0,
        };

        Assert.Equal([name], AccountComparison.Compare(user, Snapshot(account), new TenantSettings(), force: false)!.Fields);
        var changed = Apply(account, Sample.Command(profile, version: 2) with { ChangedAt = changedAt });
        Assert.Equal([name], AttributeMapping.Fields.Where(one => IsChanged(one, account, changed)).Select(one => one.Name));
        Assert.Equal([name], ChangedInEvent(changed.WithChangeEvent(account, default)));
        Assert.Null(AccountComparison.Compare(user, Snapshot(changed), new TenantSettings(), force: true));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Case_34_an_attribute_that_was_edited_by_hand_is_overwritten_only_by_its_own_change_or_by_force(string name)
    {
        var field = AttributeMapping.Find(name)!;
        var account = Apply(null, Sample.Command(Other));
        var edited = account with
        {
            Attributes = field.Apply(Full, account.Attributes),
            Edits = [new FieldEdit(name, null, default)],
        };
        var command = Sample.Command(Other, version: 2);
        var others = AttributeMapping.Attributes.ToDictionary(one => one.Attribute, one => one == field ? 1L : 2L);

        var kept = Apply(edited, command with { ChangedAt = others });
        Assert.Equal((field.InProfile(Full), 1), (field.InAccount(kept.Attributes), kept.Edits.Count));
        var pushed = Apply(edited, command with { ChangedAt = others.ToDictionary(one => one.Key, one => 3 - one.Value) });
        Assert.Equal((field.InProfile(Other), 0), (field.InAccount(pushed.Attributes), pushed.Edits.Count));
        var forced = Apply(edited, command with { ChangedAt = others, OverwriteAll = true });
        Assert.Equal((field.InProfile(Other), 0), (field.InAccount(forced.Attributes), forced.Edits.Count));
    }

    [Fact]
    public void What_an_active_person_could_log_in_by_is_a_unique_key_and_indexed()
    {
        var account = Apply(null, Sample.Command(Full));
        var logins = AttributeMapping.Fields.Where(field => field.IsLogin).ToList();
        Assert.Equal(
            logins.Select(field => (AccountCollections.Login, CanonicalKey.From((string)field.InProfile(Full)!).Value)),
            KeysOf(account with { Active = true }).Where(key => key.Name == AccountCollections.Login));
        // Its user's key stays.
        Assert.Equal([("user", account.User.ToString()!)], KeysOf(account with { Active = false }));
        Assert.Subset(AccountCollections.Accounts.Indexed.ToHashSet(), logins.Select(field => field.Name).ToHashSet());

        static IEnumerable<(string Name, string Value)> KeysOf(AccountRecord account) =>
            AccountCollections.Accounts.UniqueKeys(account).Select(key => (key.Name, key.Value));
    }

    [Fact]
    public void The_guides_table_has_every_attribute_of_an_account()
    {
        var guide = File.ReadAllText(RepositoryRoot.PathTo("docs", "identity-providers", "README.md"));
        Assert.All(AttributeMapping.Fields, field => Assert.Contains($"\n| `{field.ScimPath}` | ", guide, StringComparison.Ordinal));
    }

    private static AccountRecord Apply(AccountRecord? account, ApplyAccount command) => account is null
        ? AccountProvisioning.Create(new AccountId(Guid.Empty), command, default)
        : account.ApplyCommand(command);

    private static AccountSnapshot Snapshot(AccountRecord account) => new()
    {
        Account = account.Id,
        User = account.User,
        State = account.State(),
        Generation = account.Provisioned.Generation,
        ProfileVersion = account.Provisioned.ProfileVersion,
        ProvisionedActive = account.Provisioned.Active,
    };

    private static bool IsChanged(MappedAttribute field, AccountRecord before, AccountRecord after) =>
        !Equals(field.InAccount(before.Attributes), field.InAccount(after.Attributes));

    private static IReadOnlyList<string> ChangedInEvent(AccountRecord account)
    {
        var message = Assert.Single(account.Pending);
        Assert.Equal(typeof(AccountUpdated).FullName, message.Type);
        return message.Body.Deserialize<AccountUpdated>(JsonSerializerOptions.Web)!.Changed;
    }

    private static string ToJson(object? value) => JsonSerializer.Serialize(value, DocumentJson.Options);

    private static IEnumerable<string> MembersOf<T>() =>
        typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order();
}
