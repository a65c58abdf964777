using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Identifiers;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Bus.AccountMapping;

/// <summary>
/// Which attributes of a SCIM User are part of a profile, which fields of an account they become, and when they overwrite the account. The
/// Ingress makes profiles by it, Accounts applies them, and Provisioning predicts what a sync would change.
/// </summary>
public static class AttributeMapping
{
    /// <summary>
    /// Name of the field that says whether the person may log in. It has no attribute in the profile, so <see cref="Fields"/> lacks it.
    /// </summary>
    public const string Active = "active";

    /// <summary>The attributes of a profile.</summary>
    public static IReadOnlyList<MappedAttribute> Attributes { get; } =
    [
        new TypedAttribute<string?>
        {
            Source = ScimSource.WorkEmail,
            Attribute = "workEmail",
            Name = "workEmail",
            Profile = new(profile => profile.WorkEmail, (profile, value) => profile with { WorkEmail = value }),
            Account = new(account => account.WorkEmail, (account, value) => account with { WorkEmail = value }),
            IsLogin = true,
            MaxLength = RequestLimits.TextLength,
            Check = text => EmailAddress.IsValid(text) ? null : EmailAddress.Problem,
        },
        new TypedAttribute<string?>
        {
            Source = ScimSource.Name("name.givenName"),
            Attribute = "givenName",
            Name = "firstName",
            Profile = new(profile => profile.GivenName, (profile, value) => profile with { GivenName = value }),
            Account = new(account => account.FirstName, (account, value) => account with { FirstName = value }),
        },
        new TypedAttribute<string?>
        {
            Source = ScimSource.Name("name.familyName"),
            Attribute = "familyName",
            Name = "lastName",
            Profile = new(profile => profile.FamilyName, (profile, value) => profile with { FamilyName = value }),
            Account = new(account => account.LastName, (account, value) => account with { LastName = value }),
        },
        new TypedAttribute<string?>
        {
            Source = ScimSource.Text("timezone"),
            Attribute = "timeZone",
            Name = "timeZone",
            Profile = new(profile => profile.TimeZone, (profile, value) => profile with { TimeZone = value }),
            Account = new(account => account.TimeZone, (account, value) => account with { TimeZone = value }),
            Check = TimeZones.Check,
        },
        new TypedAttribute<string?>
        {
            Source = ScimSource.Text("userName"),
            Attribute = "userName",
            Name = "upn",
            Profile = new(profile => profile.UserName, (profile, value) => profile with { UserName = value! }),
            Account = new(account => account.Upn, (account, value) => account with { Upn = value }),
            IsLogin = true,
        },
        new TypedAttribute<AccountKind>
        {
            Source = ScimSource.Kind,
            Attribute = "kind",
            Name = "kind",
            Profile = new(profile => profile.Kind, (profile, value) => profile with { Kind = value }),
            Account = new(account => account.Kind, (account, value) => account with { Kind = value }),
        },
        new TypedAttribute<string?>
        {
            Source = ScimSource.Text("externalId"),
            Attribute = "externalId",
            Profile = new(profile => profile.ExternalId, (profile, value) => profile with { ExternalId = value }),
        },
    ];

    /// <summary>The attributes that accounts have.</summary>
    public static IReadOnlyList<MappedAttribute> Fields { get; } = [.. Attributes.Where(attribute => attribute.IsInAccount)];

    /// <summary>Finds the field of an account with this name, in exactly this case; null if there is none.</summary>
    public static MappedAttribute? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>Makes the profile of a SCIM User that was checked against its schema.</summary>
    public static UserProfile ToProfile(JsonObject user) =>
        Attributes.Aggregate(new UserProfile { UserName = "" }, (profile, attribute) => attribute.Read(user, profile));

    /// <summary>Returns the target with the attributes that a profile gives an account.</summary>
    public static T WithProfile<T>(this T target, UserProfile profile)
        where T : AccountAttributes =>
        (T)Fields.Aggregate((AccountAttributes)target, (account, field) => field.Apply(profile, account));

    /// <summary>Returns the target with the attributes of another account.</summary>
    public static T WithAttributes<T>(this T target, AccountAttributes source)
        where T : AccountAttributes =>
        (T)Fields.Aggregate((AccountAttributes)target, (account, field) => field.Copy(source, account));

    /// <summary>True if an attribute overwrites the account's field, because it changed since the profile was last applied.</summary>
    /// <param name="changedAt">Version at which each attribute last changed.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="since">Version of the profile that the account applied last.</param>
    /// <param name="overwriteAll">True to overwrite manual edits too.</param>
    public static bool ShouldOverwrite(
        this IReadOnlyDictionary<string, long> changedAt, MappedAttribute attribute, long since, bool overwriteAll) =>
        overwriteAll || changedAt.GetValueOrDefault(attribute.Attribute) > since;

    /// <summary>True if <see cref="Active"/> is overwritten, because the desired value changed.</summary>
    /// <param name="wanted">The desired value.</param>
    /// <param name="before">The previous desired value; null if there was none.</param>
    /// <param name="overwriteAll">True to overwrite a manual edit too.</param>
    public static bool ShouldOverwriteActive(bool wanted, bool? before, bool overwriteAll) => overwriteAll || wanted != before;
}
