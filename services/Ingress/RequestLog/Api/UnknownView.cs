using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>Requests of an hour that came from one address with nobody's token, as the admin API shows them.</summary>
/// <param name="Id">Tells them apart.</param>
/// <param name="Hour">Beginning of the hour, UTC.</param>
/// <param name="Address">The address.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Samples">A few of them.</param>
internal sealed record UnknownView(
    string Id, DateTimeOffset Hour, string Address, string Reason, long Count, IReadOnlyList<UnknownSample> Samples)
{
    public static UnknownView From(Document<UnknownTally> document) => new(
        document.Id,
        document.Body.Hour,
        document.Body.Address,
        document.Body.Reason,
        document.Body.Count,
        document.Body.Samples);
}
