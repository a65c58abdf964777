using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Directory.Commands;

/// <summary>Puts the record of a request into the outbox of the group that it changes.</summary>
internal static class RecordedGroup
{
    /// <summary>As <see cref="RequestEntry.Record{T}"/>, with how many members a request adds and removes, and the only one.</summary>
    public static GroupRecord Record(this RequestEntry? entry, GroupRecord? before, GroupRecord after, MembershipDiff diff)
    {
        if (entry is null)
            return after;
        var members = diff.IsEmpty ? null : new RecordedMembers(diff.Add.Count, diff.Remove.Count);
        var only = diff.Add.Count + diff.Remove.Count == 1 ? diff.Add.Concat(diff.Remove).First() : (UserId?)null;
        return entry.Record(before, after, after.Id.ToString(), members, only);
    }
}
