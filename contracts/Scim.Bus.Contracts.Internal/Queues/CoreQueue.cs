namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// A queue that a service of ours reads. Publishers declare and bind it too, so that nothing is lost before that service has run for the
/// first time (decision 1).
/// </summary>
/// <param name="Name">Name, <c>service-consumer</c>. It never changes, since messages wait under it.</param>
/// <param name="Messages">The types of message that the queue must receive.</param>
public sealed record CoreQueue(string Name, params IReadOnlyList<Type> Messages);
