namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Maps attributes of a profile to fields of an account, and decides which of them overwrite the account. Accounts applies these rules, and
/// Provisioning predicts with the same ones what a sync would change.
/// </summary>
public static class AttributeMapping
{
    /// <summary>
    /// Name of the field that says whether the person may log in. It has no attribute in the profile, so <see cref="Fields"/> lacks it.
    /// </summary>
    public const string Active = "active";

    /// <summary>The fields of an account that come from a profile.</summary>
    public static IReadOnlyList<MappedAttribute> Fields { get; } =
    [
        new("workEmail", "workEmail", profile => profile.WorkEmail, account => account.WorkEmail),
        new("firstName", "givenName", profile => profile.GivenName, account => account.FirstName),
        new("lastName", "familyName", profile => profile.FamilyName, account => account.LastName),
        new("timeZone", "timeZone", profile => profile.TimeZone, account => account.TimeZone),
        new("upn", "userName", profile => profile.UserName, account => account.Upn),
        new("kind", "kind", profile => profile.Kind, account => account.Kind),
    ];

    /// <summary>True if an attribute overwrites the account's field, because it changed since the profile was last applied.</summary>
    /// <param name="changedAt">Version at which each attribute last changed.</param>
    /// <param name="attribute">Name of the attribute in the profile.</param>
    /// <param name="since">Version of the profile that the account applied last.</param>
    /// <param name="overwriteAll">True to overwrite manual edits too.</param>
    public static bool ShouldOverwrite(this IReadOnlyDictionary<string, long> changedAt, string attribute, long since, bool overwriteAll) =>
        overwriteAll || changedAt.GetValueOrDefault(attribute) > since;

    /// <summary>True if <see cref="Active"/> is overwritten, because the desired value changed.</summary>
    /// <param name="wanted">The desired value.</param>
    /// <param name="before">The previous desired value; null if there was none.</param>
    /// <param name="overwriteAll">True to overwrite a manual edit too.</param>
    public static bool ShouldOverwriteActive(bool wanted, bool? before, bool overwriteAll) => overwriteAll || wanted != before;
}
