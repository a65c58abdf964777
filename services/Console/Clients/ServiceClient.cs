using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Console.Identity;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Client of one service's admin API, in the name of whoever made the request that is being answered.</summary>
internal abstract class ServiceClient(HttpClient http, IHttpContextAccessor accessor)
{
    private const int MaxCount = 1_000;

    /// <summary>Longest wait for what a page shows.</summary>
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for a change: a sync compares accounts first, as many as it can in 20 s.</summary>
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Name of the service for people to read.</summary>
    protected abstract string Name { get; }

    protected static string Path(TenantId tenant, params ReadOnlySpan<string> parts)
    {
        var path = $"/api/tenants/{tenant}";
        foreach (var part in parts)
            path += $"/{Uri.EscapeDataString(part)}";
        return path;
    }

    /// <summary>A string literal of the SCIM filter language; it is quoted as in JSON.</summary>
    internal static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <exception cref="RefusedException">The service refused the request.</exception>
    /// <exception cref="ServiceAwayException">The service does not answer.</exception>
    protected async Task<T> GetAsync<T>(string path, params (string Name, object? Value)[] query)
        where T : class
    {
        var given = query.Where(parameter => parameter.Value is not null).Select(parameter =>
            KeyValuePair.Create(parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)));
        return (await SendAsync<T>(HttpMethod.Get, QueryHelpers.AddQueryString(path, given), null, ReadLimit, Aborted))!;
    }

    /// <summary>Reads a resource; null if it does not exist.</summary>
    protected async Task<T?> FindAsync<T>(string path, params (string Name, object? Value)[] query)
        where T : class
    {
        try
        {
            return await GetAsync<T>(path, query);
        }
        catch (RefusedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Begins to read what may be too large for memory. The caller disposes the response.</summary>
    /// <exception cref="RefusedException">The service refused the request.</exception>
    /// <exception cref="ServiceAwayException">The service does not answer.</exception>
    protected async Task<HttpResponseMessage> OpenAsync(string path, params (string Name, string? Value)[] query)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Aborted);
        timeout.CancelAfter(ReadLimit);
        var given = query.Where(parameter => parameter.Value is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value));
        HttpResponseMessage? response = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString(path, given));
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (response.IsSuccessStatusCode)
                return response;
            var refusal = await RefusalAsync(response, timeout.Token);
            response.Dispose();
            throw refusal;
        }
        catch (Exception e) when (AdminAnswers.IsNoAnswer(e, Aborted))
        {
            response?.Dispose();
            throw new ServiceAwayException(Name, e);
        }
    }

    /// <summary>Reads all pages of a list that is known to be short.</summary>
    protected async Task<IReadOnlyList<T>> ListAllAsync<T>(string path)
    {
        var items = new List<T>();
        string? cursor = null;
        do
        {
            var page = await GetAsync<ListPage<T>>(path, ("count", MaxCount), ("cursor", cursor));
            items.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Changes something. That is not cut off when whoever asked for it goes away.</summary>
    protected Task<T?> ChangeAsync<T>(HttpMethod method, string path, object? body = null)
        where T : class => SendAsync<T>(method, path, body, ChangeLimit, CancellationToken.None);

    private CancellationToken Aborted => accessor.HttpContext?.RequestAborted ?? CancellationToken.None;

    private async Task<T?> SendAsync<T>(HttpMethod method, string path, object? body, TimeSpan limit, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await http.SendAsync(request, timeout.Token);
            if (!response.IsSuccessStatusCode)
                throw await RefusalAsync(response, timeout.Token);
            var hasBody = response.Content.Headers.ContentType?.MediaType == "application/json";
            return hasBody ? await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, timeout.Token) : null;
        }
        catch (Exception e) when (AdminAnswers.IsNoAnswer(e, cancellationToken))
        {
            throw new ServiceAwayException(Name, e);
        }
    }

    /// <summary>A refusal is passed on with its detail; anything else means that the service can't answer.</summary>
    private async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized)
            return new RefusedException(StatusCodes.Status502BadGateway, $"{Name} does not accept the Console's credential.");
        var detail = await response.ReadDetailAsync(cancellationToken);
        return detail is not null && (int)response.StatusCode is < 500 or StatusCodes.Status503ServiceUnavailable
            ? new RefusedException((int)response.StatusCode, detail)
            : new ServiceAwayException(Name);
    }
}
