namespace Scim.Bus.Notifications.Composing;

/// <summary>Variables of a template for a person. None is null, because a template that uses a missing variable is an error.</summary>
/// <param name="Name">Name for the salutation; empty if the person has none.</param>
/// <param name="Email">Address that the mail goes to.</param>
/// <param name="Group">Name of the Access Group; empty if there is none.</param>
/// <param name="Time">When it happened, in the person's time zone.</param>
/// <param name="Company">The customer's name.</param>
/// <param name="Login">Where people log in to Pinpoint; empty if no address is set.</param>
internal sealed record PersonModel(string Name, string Email, string Group, string Time, string Company, string Login);

/// <summary>Variables of the admin digest's template.</summary>
/// <param name="Company">The customer's name.</param>
/// <param name="Console">Address of the tenant's pages in the Console; empty if no address is set.</param>
/// <param name="Total">Number of notices, listed or not.</param>
/// <param name="Groups">Access Groups to configure.</param>
/// <param name="Conflicts">Users in more than one group.</param>
/// <param name="Faults">Users whose provisioning failed.</param>
/// <param name="Refused">Users who still have access, because the request that deactivates them was refused.</param>
/// <param name="Tokens">Tokens of the identity provider that expire soon.</param>
/// <param name="Connection">What is wrong with the connection.</param>
internal sealed record DigestModel(
    string Company,
    string Console,
    int Total,
    ListModel<GroupModel> Groups,
    ListModel<ConflictModel> Conflicts,
    ListModel<FaultModel> Faults,
    ListModel<RefusedDeactivationModel> Refused,
    ListModel<TokenModel> Tokens,
    ListModel<ConnectionModel> Connection);

/// <summary>A list that a mail may cut short.</summary>
/// <param name="Items">Items to list.</param>
/// <param name="Count">Number of all items.</param>
/// <param name="More">Number of items that are not listed.</param>
internal sealed record ListModel<T>(IReadOnlyList<T> Items, int Count, int More);

/// <summary>An Access Group to configure.</summary>
internal sealed record GroupModel(string Name);

/// <summary>A user in more than one group.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Effective">The group that applies.</param>
/// <param name="Others">The other groups, separated by commas.</param>
internal sealed record ConflictModel(string User, string Effective, string Others);

/// <summary>A user whose provisioning failed.</summary>
internal sealed record FaultModel(string User, string Time, string Step, string Reason);

/// <summary>A user whose deactivation was refused.</summary>
internal sealed record RefusedDeactivationModel(string User, string Time, string Reason);

/// <summary>A token that expires soon.</summary>
internal sealed record TokenModel(string Name, string Time);

/// <summary>What is wrong with the connection.</summary>
/// <param name="Trouble"><c>failing</c>, <c>manyRefusals</c> or <c>silent</c>.</param>
/// <param name="Time">Since when it is so.</param>
/// <param name="Count">How many requests were refused within a day.</param>
/// <param name="Reason">Why most of them were refused; empty if none was.</param>
/// <param name="Advice">What to do about it; empty if none was refused.</param>
internal sealed record ConnectionModel(string Trouble, string Time, long Count, string Reason, string Advice);

/// <summary>Variables of the layout around each HTML part.</summary>
/// <param name="Subject">The mail's subject.</param>
/// <param name="Content">The rendered HTML of the mail's own template.</param>
internal sealed record LayoutModel(string Subject, string Content);
