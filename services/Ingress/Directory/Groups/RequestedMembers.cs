using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>What the operations of a request so far make of a group's members.</summary>
internal sealed class RequestedMembers
{
    public HashSet<UserId> In { get; } = [];

    public HashSet<UserId> Out { get; } = [];

    /// <summary>True if everybody else is removed, because the operations replaced all members.</summary>
    public bool ReplacesAll { get; private set; }

    public bool Names(UserId member) => In.Contains(member) || Out.Contains(member);

    public void Add(IEnumerable<UserId> members)
    {
        foreach (var member in members)
        {
            In.Add(member);
            Out.Remove(member);
        }
    }

    public void Remove(IEnumerable<UserId> members)
    {
        foreach (var member in members)
        {
            In.Remove(member);
            Out.Add(member);
        }
    }

    public void Replace(IEnumerable<UserId> members)
    {
        ReplacesAll = true;
        In.Clear();
        Out.Clear();
        Add(members);
    }
}
