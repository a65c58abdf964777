namespace Scim.Bus.Ingress.Tests.Identity;

/// <summary>
/// Model of who holds which identifier in a tenant. Identifiers are numbers here: the model knows nothing of spellings. It says which
/// requests must be accepted, and who is who after them.
/// </summary>
internal sealed class DirectoryOfHolders
{
    private readonly Dictionary<string, Person> _people = [];

    public IReadOnlyDictionary<string, Person> People => _people;

    /// <summary>True if nobody else has one of the person's identifiers that must be unique.</summary>
    public bool Accepts(string id, Person person) => _people.Where(other => other.Key != id).All(other =>
        other.Value.UserName != person.UserName && !other.Value.Logins.Intersect(person.Logins).Any());

    public void Set(string id, Person person) => _people[id] = person;

    public void Delete(string id) => _people.Remove(id);

    /// <summary>A person of the model.</summary>
    /// <param name="UserName">Which identifier is the userName.</param>
    /// <param name="Work">Which identifier is the work address; null for none, so that the userName is.</param>
    /// <param name="Active">Whether the person may log in.</param>
    internal sealed record Person(int UserName, int? Work, bool Active)
    {
        public IReadOnlySet<int> Logins => Active ? new HashSet<int> { UserName, Work ?? UserName } : new HashSet<int>();
    }
}
