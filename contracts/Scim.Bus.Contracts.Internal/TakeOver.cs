namespace Scim.Bus.Contracts.Internal;

/// <summary>What an account takes over of a profile. The same rule for those who do it and for those who say what would be done.</summary>
public static class TakeOver
{
    /// <summary>The field of an account that says whether the person may log in.</summary>
    public const string Active = "active";

    /// <summary>The fields of an account that come from a profile.</summary>
    public static IReadOnlyList<TakenField> Fields { get; } =
    [
        new("workEmail", "workEmail", profile => profile.WorkEmail, account => account.WorkEmail),
        new("firstName", "givenName", profile => profile.GivenName, account => account.FirstName),
        new("lastName", "familyName", profile => profile.FamilyName, account => account.LastName),
        new("timeZone", "timeZone", profile => profile.TimeZone, account => account.TimeZone),
        new("upn", "userName", profile => profile.UserName, account => account.Upn),
        new("kind", "kind", profile => profile.Kind, account => account.Kind),
    ];

    /// <summary>Whether an attribute is taken over: if it changed since the profile was last taken over, so that edits by hand of anything else stay.</summary>
    /// <param name="changedAt">The version at which each attribute last changed.</param>
    /// <param name="attribute">The attribute's name in the profile.</param>
    /// <param name="since">The version of the profile that the account took over last.</param>
    /// <param name="overwriteAll">Whether edits by hand give way too.</param>
    public static bool Takes(this IReadOnlyDictionary<string, long> changedAt, string attribute, long since, bool overwriteAll) =>
        overwriteAll || changedAt.GetValueOrDefault(attribute) > since;

    /// <summary>Whether <see cref="Active"/> is set: if provisioning wants something else than it last did.</summary>
    /// <param name="wanted">What is wanted now.</param>
    /// <param name="before">What was wanted last; null if nothing was.</param>
    /// <param name="overwriteAll">Whether edits by hand give way too.</param>
    public static bool TakesActive(bool wanted, bool? before, bool overwriteAll) => overwriteAll || wanted != before;
}

/// <summary>A field of an account that comes from a profile.</summary>
/// <param name="Name">The field's name in the admin API.</param>
/// <param name="Attribute">The attribute's name in the profile.</param>
/// <param name="InProfile">Its value in a profile.</param>
/// <param name="InAccount">Its value in an account.</param>
public sealed record TakenField(string Name, string Attribute, Func<UserProfile, object?> InProfile, Func<AccountState, object?> InAccount);
