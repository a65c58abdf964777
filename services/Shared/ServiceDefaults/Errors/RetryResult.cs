namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>Result of a retry of many errors.</summary>
/// <param name="Retried">Number of messages that were sent again.</param>
/// <param name="Failed">Number of messages that could not be sent.</param>
/// <param name="HasMore">True if the time was up before all were sent: retry again.</param>
/// <param name="Unavailable">Names of the services that did not answer.</param>
public sealed record RetryResult(int Retried, int Failed, bool HasMore, IReadOnlyList<string> Unavailable);
