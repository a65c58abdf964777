namespace Scim.Bus.ServiceDefaults.Requests;

/// <summary>Why SCIM requests are refused: one of a few kinds, each with the way to mend it.</summary>
/// <param name="Name">Name of the kind, such as <c>timeZone</c>.</param>
/// <param name="Title">What is wrong, for people to read.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record RefusalReason(string Name, string Title, string Advice)
{
    /// <summary>The kinds, and how each is recognised. The first that matches counts.</summary>
    private static readonly (RefusalReason Reason, Func<int, string?, string, bool> Matches)[] Table =
    [
        (
            new(
                "timeZone",
                "A time zone that is not an IANA name",
                "Map the time zone to an IANA name such as Europe/London in the identity provider: names of Windows, such as “GMT "
                + "Standard Time”, are not known here. The guide for your identity provider has the mapping."),
            (_, _, detail) => Has(detail, "IANA time zone")),
        (
            new(
                "emailTaken",
                "The e-mail address belongs to another user",
                "Two users of the identity provider have this address, or an earlier one was never removed. Change the address of one, or "
                + "deactivate and delete the user who left."),
            (status, _, detail) => status == 409 && Has(detail, "e-mail address")),
        (
            new(
                "userNameTaken",
                "The user name belongs to another user",
                "The identity provider pushed this user before under another id, or two users have this name. Have it match users by "
                + "userName, or delete the earlier one."),
            (status, _, detail) => status == 409 && Has(detail, "The userName")),
        (
            new(
                "groupNameTaken",
                "The group's name belongs to another group",
                "Link the pushed group to the one that exists, in the identity provider, or give one of them another name."),
            (status, _, detail) => status == 409 && Has(detail, "The displayName")),
        (
            new(
                "secondGroup",
                "The user is in another group already",
                "This tenant allows one group for each user. Remove the user from the other group first, or choose in the settings that "
                + "the group that was added last is used."),
            (status, _, detail) => status == 409 && Has(detail, "one group for each user")),
        (
            new(
                "taken",
                "A value belongs to somebody else",
                "Another user or group has this value already. Change one of the two in the identity provider."),
            (status, _, _) => status == 409),
        (
            new(
                "unknownMember",
                "A member who is no user here",
                "Push the users before their groups: assign them to the application. Nested groups are not supported, so add their members "
                + "themselves."),
            (_, _, detail) => Has(detail, "not users of this tenant") || Has(detail, "Members must be users")),
        (
            new(
                "unknownAttribute",
                "An attribute that is not known here",
                "Remove the attribute from the identity provider's mapping, or map it to one of those that the detail names."),
            (_, scimType, detail) => scimType is "invalidPath" && Has(detail, "is not an attribute")),
        (
            new(
                "missingAttribute",
                "A required attribute is missing",
                "Map the attribute that the detail names, and fill it in for this user in the identity provider."),
            (_, scimType, detail) => scimType is "invalidValue" && Has(detail, "is required")),
        (
            new(
                "readOnly",
                "An attribute that can't be changed",
                "Remove the attribute that the detail names from what the identity provider updates."),
            (_, scimType, _) => scimType is "mutability"),
        (
            new(
                "filter",
                "A filter that can't be answered",
                "Choose your identity provider in the settings, so that its filters are understood. For another client, correct what the "
                + "detail names."),
            (_, scimType, _) => scimType is "invalidFilter"),
        (
            new(
                "path",
                "A change that can't be carried out",
                "Choose your identity provider in the settings, so that its requests are understood. For another client, correct what the "
                + "detail names."),
            (_, scimType, _) => scimType is "invalidPath" or "noTarget"),
        (
            new(
                "tooLarge",
                "Too large",
                "Have the identity provider send less at once: fewer members or operations in a request. The documentation names limits."),
            (status, scimType, _) => status == 413 || scimType is "tooMany"),
        (
            new(
                "value",
                "A value that an attribute does not take",
                "Correct the mapping of the attribute that the detail names, or this user's value, in the identity provider."),
            (_, scimType, _) => scimType is "invalidValue"),
        (
            new(
                "syntax",
                "A body that can't be read",
                "The client sends no valid SCIM. Check the address and, for a client of your own, the body that the detail names."),
            (status, scimType, _) => scimType is "invalidSyntax" || status == 415),
        (
            new(
                "notFound",
                "A user or group that does not exist here",
                "The identity provider remembers one that was deleted, or the address is wrong. Compare the SCIM URL, then have it forget "
                + "the user and push again: most call that Restart provisioning."),
            (status, _, _) => status == 404),
        (
            new(
                "rate",
                "Too many requests at once",
                "Nothing to mend: the identity provider sends the request again later. If it lasts, have it push more slowly."),
            (status, _, _) => status == 429),
        (
            new(
                "stale",
                "The resource changed meanwhile",
                "Nothing to mend: the client reads the resource again and repeats the change."),
            (status, _, _) => status == 412),
        (
            new(
                "closed",
                "The client was gone before the answer",
                "Nothing to mend here: the identity provider sends the request again. If it lasts, look for a time-out on the way."),
            (_, _, detail) => Has(detail, "connection was closed")),
        (
            new(
                "away",
                "The service could not answer",
                "Nothing to mend in the identity provider, which sends the request again. If it lasts, tell whoever operates this."),
            (status, _, _) => status >= 500 && status != 501),
        (
            new(
                "unsupported",
                "Not supported",
                "The client asks for something that this service does not have. Switch that off in the identity provider."),
            (status, _, _) => status is 403 or 405 or 501),
    ];

    private static readonly RefusalReason WrongToken = new(
        "wrongToken",
        "No valid token",
        "Copy a token from the page Connect to the identity provider again, whole and without spaces. A lost one can't be shown "
        + "again: issue a new one.");

    /// <summary>The kinds that are told by the state of the token.</summary>
    private static readonly Dictionary<string, RefusalReason> OfTokens = new(StringComparer.Ordinal)
    {
        ["expired"] = new(
            "tokenExpired",
            "The token has expired",
            "Issue a new token on the page Connect and enter it in the identity provider. Then let it push again what was refused."),
        ["revoked"] = new(
            "tokenRevoked",
            "The token was revoked",
            "The identity provider still uses a token that somebody revoked. Enter a valid one, or issue one on the page Connect."),
        ["address"] = new(
            "address",
            "The token may not be used from this address",
            "The token is limited to ranges of addresses. Issue one that includes the identity provider's addresses, or has no limit."),
    };

    private static readonly RefusalReason Other =
        new("other", "Refused for another reason", "The detail of the request says what is wrong.");

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<RefusalReason> All { get; } = [.. OfTokens.Values, WrongToken, .. Table.Select(row => row.Reason), Other];

    /// <summary>The kind of a refusal.</summary>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="scimType">SCIM's error type; null if it has none.</param>
    /// <param name="detail">What the client was told; null if nothing.</param>
    /// <param name="tokenState">What was wrong with a known token: <c>expired</c>, <c>revoked</c>, <c>address</c>, or null.</param>
    public static RefusalReason From(int status, string? scimType, string? detail, string? tokenState = null)
    {
        if (tokenState is not null && OfTokens.TryGetValue(tokenState, out var ofToken))
            return ofToken;
        if (status == 401)
            return WrongToken;
        return Array.Find(Table, row => row.Matches(status, scimType, detail ?? "")).Reason ?? Other;
    }

    /// <summary>The kind with this name; one without advice for a name that is none.</summary>
    public static RefusalReason Named(string name) =>
        All.FirstOrDefault(reason => reason.Name == name) ?? Other;

    private static bool Has(string detail, string part) => detail.Contains(part, StringComparison.OrdinalIgnoreCase);
}
