using Scim.Protocol.Identifiers;
using Scim.Protocol.Limits;
using static Scim.Protocol.Schemas.AttributeBuilders;

namespace Scim.Protocol.Schemas;

/// <summary>The core schema of a user (RFC 7643, section 4.1).</summary>
public static class UserSchema
{
    // Both lists stand before Core, whose initializer needs them: static members are initialized in the order of the text.
    private static readonly AttributeDefinition[] Single =
    [
        Name("userName", "The name that the person logs in with at the identity provider: the UPN, where there is one.") with
        {
            Required = true,
            HasCanonicalKey = true,
            Uniqueness = Uniqueness.Server,
            Check = value => string.IsNullOrWhiteSpace(value) ? "must not be empty" : null,
        },
        Complex(
            "name",
            "The parts of the person's name.",
            Name("formatted", "The full name as it is shown."),
            Name("familyName", "The last name."),
            Name("givenName", "The first name."),
            Name("middleName", "The middle name."),
            Name("honorificPrefix", "What precedes the name, such as 'Ms.'."),
            Name("honorificSuffix", "What follows the name, such as 'III'.")),
        Name("displayName", "The name as it is shown to others."),
        Name("nickName", "What the person is called."),
        Uri("profileUrl", "A page about the person."),
        Text("title", "The job title."),
        Text("userType", "Who the person is to the organisation. 'External Recruiter' makes an external recruiter."),
        Text("preferredLanguage", "The person's languages, as in an Accept-Language header."),
        Text("locale", "The person's locale, such as 'en-GB'."),
        Text("timezone", "An identifier of the IANA time zone database, such as 'Europe/London'.") with { Check = TimeZones.Check },
        new()
        {
            Name = "active",
            Type = AttributeType.Boolean,
            Description = "Whether the person may log in. True for a new user unless it is said otherwise. A PUT without it keeps it.",
            KeptIfOmitted = true,
        },
        Text("password", "Accepted and dropped: people log in through their identity provider.") with
        {
            CaseExact = true,
            Mutability = Mutability.WriteOnly,
            Returned = Returned.Never,
            Queryable = false,
        },
    ];

    private static readonly AttributeDefinition[] Multi =
    [
        Values(
            "emails",
            "E-mail addresses. The account's is the one of type 'work' (of several the primary one), else the primary, else the first.",
            Text("value", "The address.") with
            {
                HasCanonicalKey = true,
                // A blank one is none.
                Check = value => string.IsNullOrWhiteSpace(value) || EmailAddress.IsValid(value) ? null : EmailAddress.Problem,
            },
            "work", "home", "other"),
        Values(
            "phoneNumbers",
            "Phone numbers.",
            Text("value", "The number."),
            "work", "home", "mobile", "fax", "pager", "other"),
        Values(
            "ims",
            "Instant messaging addresses.",
            Text("value", "The address."),
            "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"),
        Values(
            "photos",
            "Pictures of the person.",
            Uri("value", "The picture's address.") with { MaxLength = RequestLimits.BinaryLength },
            "photo", "thumbnail"),
        Complex(
            "addresses",
            "Postal addresses.",
            Text("formatted", "The full address, with line breaks."),
            Text("streetAddress", "Street and house."),
            Text("locality", "City."),
            Text("region", "State or region."),
            Text("postalCode", "Postal code."),
            Text("country", "Country, as an ISO 3166-1 alpha-2 code."),
            Text("type", "What the address is used for.") with { CanonicalValues = ["work", "home", "other"] },
            Primary) with
        {
            MultiValued = true,
        },
        Complex(
            "groups",
            "The groups that the person stands in. Changed through the groups.",
            Text("value", "The group's id.") with { CaseExact = true, Mutability = Mutability.ReadOnly },
            Uri("$ref", "The group's address.") with
            {
                Mutability = Mutability.ReadOnly,
                ReferenceTypes = ["Group"],
                Queryable = false,
            },
            Text("display", "The group's name.") with
            {
                HasCanonicalKey = true,
                Mutability = Mutability.ReadOnly,
                Detached = true,
            },
            Text("type", "Always 'direct'.") with { Mutability = Mutability.ReadOnly, CanonicalValues = ["direct"] }) with
        {
            MultiValued = true,
            Mutability = Mutability.ReadOnly,
        },
        Values("entitlements", "Things that the person has. Kept, without effect on permissions.", Text("value", "The entitlement.")),
        Values("roles", "What the person is. Kept, without effect on permissions.", Text("value", "The role.")),
        Values(
            "x509Certificates",
            "Certificates of the person, DER in Base64.",
            new()
            {
                Name = "value",
                Type = AttributeType.Binary,
                CaseExact = true,
                MaxLength = RequestLimits.BinaryLength,
                Description = "The certificate.",
            }),
    ];

    /// <summary>The schema.</summary>
    public static Schema Core { get; } = new()
    {
        Id = SchemaUrns.User,
        Name = "User",
        Description = "User Account",
        Attributes = [.. Single, .. Multi],
    };
}
