using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// The audit entries of sessions. Each is written before the answer, so that nobody is signed in or out whose entry is not stored; what
/// anybody may cause, a wrong key or an answer that is none of the provider's, is counted.
/// </summary>
internal sealed class SignInAudit(AuditTrail trail, CountedRequests counted)
{
    private const string SignIn = "session.sign-in";
    private const string SignOut = "session.sign-out";
    private const string Service = "console";

    /// <summary>Writes that somebody signs in.</summary>
    /// <exception cref="Scim.Bus.DocumentStore.StoreUnavailableException">It could not be written: the answer is 503.</exception>
    public Task SignedInAsync(HttpContext context, Actor actor) => trail.AppendAsync(Act(context, SignIn, actor), AuditOutcome.Done);

    /// <summary>Writes that somebody whom the provider knows has no role here.</summary>
    /// <inheritdoc cref="SignedInAsync" path="/exception" />
    public Task RefusedAsync(HttpContext context, Actor actor) =>
        trail.AppendAsync(Act(context, SignIn, actor), AuditOutcome.Refused, StatusCodes.Status403Forbidden);

    /// <summary>Writes that whoever makes the request signs out.</summary>
    /// <inheritdoc cref="SignedInAsync" path="/exception" />
    public Task SignedOutAsync(HttpContext context) =>
        trail.AppendAsync(Act(context, SignOut, context.User.GetActor()), AuditOutcome.Done);

    /// <summary>Counts a sign-in that failed: a wrong operator's key, or one at the provider that was cancelled.</summary>
    public void Failed(HttpContext context) => counted.Add(SignIn, null, context.GetClientAddress(), context.Request);

    private static AdminAct Act(HttpContext context, string action, Actor? actor) =>
        new(Service, action, actor, context.GetClientAddress()) { Target = "session" };
}
