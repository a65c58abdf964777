using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace Scim.Bus.Console.Identity;

/// <summary>Reads what a service answers in the admin API when it is no success.</summary>
internal static class AdminAnswers
{
    /// <summary>What a refusal says is wrong; null if it is no problem (RFC 9457), or one without a detail.</summary>
    public static async Task<string?> ReadDetailAsync(this HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return null;
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken))?.Detail;
    }

    /// <summary>True if there was no answer, not in time, or none that can be read; false if the caller gave up.</summary>
    public static bool IsNoAnswer(Exception e, CancellationToken caller) => e is HttpRequestException or IOException or JsonException
        || (e is OperationCanceledException && !caller.IsCancellationRequested);
}
