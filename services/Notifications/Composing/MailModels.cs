namespace Scim.Bus.Notifications.Composing;

/// <summary>What templates of mails to people can name. Nothing is ever null: a template that names what is not there is refused.</summary>
/// <param name="Name">What to call the person.</param>
/// <param name="Email">The address that is written to.</param>
/// <param name="Group">The Access Group's name; empty where there is none.</param>
/// <param name="Time">When it happened, where the person is.</param>
/// <param name="Company">The customer's name.</param>
internal sealed record PersonModel(string Name, string Email, string Group, string Time, string Company);

/// <summary>What templates of mails to admins can name.</summary>
/// <param name="Company">The customer's name.</param>
/// <param name="Total">How many things there are, listed or not.</param>
/// <param name="Groups">Access Groups to configure.</param>
/// <param name="Conflicts">Users in more than one group.</param>
/// <param name="Faults">Users whose provisioning was given up.</param>
internal sealed record DigestModel(
    string Company, int Total, ListModel<GroupModel> Groups, ListModel<ConflictModel> Conflicts, ListModel<FaultModel> Faults);

/// <summary>The first of many.</summary>
/// <param name="Items">Those that are listed.</param>
/// <param name="Count">How many there are.</param>
/// <param name="More">How many are not listed.</param>
internal sealed record ListModel<T>(IReadOnlyList<T> Items, int Count, int More);

/// <summary>An Access Group to configure.</summary>
internal sealed record GroupModel(string Name);

/// <summary>A user in more than one group: whose permissions they have, and the other groups.</summary>
internal sealed record ConflictModel(string User, string Effective, string Others);

/// <summary>A user whose provisioning was given up.</summary>
internal sealed record FaultModel(string User, string Time, string Step, string Reason);

/// <summary>What the layout of HTML parts can name.</summary>
/// <param name="Subject">The mail's subject.</param>
/// <param name="Content">The part that differs: HTML already.</param>
internal sealed record LayoutModel(string Subject, string Content);
