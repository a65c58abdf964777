using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// Asks the provider again after a while whether a session and its roles still stand. While the provider is away, the roles that it gave
/// last count, until the session's absolute limit.
/// </summary>
internal sealed class RoleCheck(
    Provider provider, IOptions<OidcOptions> oidc, IOptions<SessionLimits> options, TimeProvider time, ILogger<RoleCheck> logger)
{
    private const string CheckedAt = "checked";
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";

    /// <summary>
    /// How long an answer is used by other requests of the same session. A refresh token may be good for one use only, and requests that
    /// began together all have the same one. It is also how long a provider that is away is left alone.
    /// </summary>
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Question> _questions = new(StringComparer.Ordinal);

    /// <summary>Notes that the provider has just given the roles.</summary>
    public static void Note(AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[CheckedAt] = now.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Whether the session still stands; gives it the roles that the provider says now.</summary>
    public async Task<bool> StillCountsAsync(CookieValidatePrincipalContext context)
    {
        if (!oidc.Value.IsConfigured())
            return false;
        if (context.Request.Headers.ContainsKey(Session.BackgroundHeader) || !IsDue(context.Properties))
            return true;
        var subject = context.Principal!.GetActor()!.Id;
        var answer = await AskOnceAsync(subject, context.Properties);
        switch (answer)
        {
            case ProviderAnswer.Away away:
                logger.LogWarning("The identity provider does not answer; roles stay as they were. {Reason}", away.Reason);
                return true;
            case ProviderAnswer.Stands stands when stands.Roles.Any(role => AdminRole.TryParse(role, out _)):
                Keep(context, subject, stands);
                return true;
            default:
                return false;
        }
    }

    private bool IsDue(AuthenticationProperties properties) =>
        !properties.Items.TryGetValue(CheckedAt, out var text)
        || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var checkedAt)
        || time.GetUtcNow() - checkedAt >= options.Value.RoleCheckInterval;

    private Task<ProviderAnswer> AskOnceAsync(string subject, AuthenticationProperties properties)
    {
        var (access, refresh) = (properties.GetTokenValue(AccessToken), properties.GetTokenValue(RefreshToken));
        var now = time.GetTimestamp();
        foreach (var (old, question) in _questions)
        {
            if (time.GetElapsedTime(question.At, now) > AnswerLifetime)
                _questions.TryRemove(KeyValuePair.Create(old, question));
        }

        // Not cancelled with one request: others wait for the same answer.
        return _questions.GetOrAdd(
            $"{subject} {refresh ?? access}",
            _ => new Question(now, new Lazy<Task<ProviderAnswer>>(
                () => provider.AskAsync(subject, access, refresh, CancellationToken.None)))).Answer.Value;
    }

    private void Keep(CookieValidatePrincipalContext context, string subject, ProviderAnswer.Stands answer)
    {
        context.Properties.StoreTokens(
            new[] { (Name: AccessToken, Value: answer.AccessToken), (Name: RefreshToken, Value: answer.RefreshToken) }
                .Where(token => token.Value is not null)
                .Select(token => new AuthenticationToken { Name = token.Name, Value = token.Value! }));
        Note(context.Properties, time.GetUtcNow());
        context.ReplacePrincipal(Person.Create(subject, context.Principal!.Identity!.Name ?? subject, answer.Roles));
        context.ShouldRenew = true;
    }

    private sealed record Question(long At, Lazy<Task<ProviderAnswer>> Answer);
}
