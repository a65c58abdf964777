using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Console.Identity;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Errors;

namespace Scim.Bus.Console.Gateway;

/// <summary>The errors of a service in another process, asked for in the name of whoever asks the Console.</summary>
internal sealed class HttpErrorSource(string service, IHttpClientFactory clients, ILogger<HttpErrorSource> logger) : IErrorSource
{
    private const string Path = "/api/errors";

    /// <summary>Longest wait for a list: one service that hangs must not keep the others' errors from the operator.</summary>
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public string Service => service;

    public async Task<ListPage<ErrorItem>> ListAsync(AdminListRequest request, CancellationToken cancellationToken)
    {
        var query = new Dictionary<string, string?>
        {
            ["filter"] = request.Filter,
            ["count"] = request.Count?.ToString(CultureInfo.InvariantCulture),
            ["cursor"] = request.Cursor,
        };
        var list = await SendAsync<ErrorList>(HttpMethod.Get, Url(Path, query), ListTimeout, cancellationToken);
        return new ListPage<ErrorItem>(list!.Items, list.NextCursor);
    }

    public Task RetryAsync(string id, AdminAct act, CancellationToken cancellationToken) =>
        ChangeAsync<object>(HttpMethod.Post, $"{Path}/{Uri.EscapeDataString(id)}/retry", act, cancellationToken);

    public async Task<RetryResult> RetryAllAsync(string? filter, AdminAct act, CancellationToken cancellationToken)
    {
        var url = Url($"{Path}/retry", new Dictionary<string, string?> { ["filter"] = filter });
        return (await ChangeAsync<RetryResult>(HttpMethod.Post, url, act, cancellationToken))!;
    }

    public Task DiscardAsync(string id, bool force, AdminAct act, CancellationToken cancellationToken)
    {
        var query = new Dictionary<string, string?> { ["force"] = force ? "true" : null };
        return ChangeAsync<object>(HttpMethod.Delete, Url($"{Path}/{Uri.EscapeDataString(id)}", query), act, cancellationToken);
    }

    /// <summary>The service writes the audit entry of whatever it answers.</summary>
    private async Task<T?> ChangeAsync<T>(HttpMethod method, string url, AdminAct act, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var result = await SendAsync<T>(method, url, Timeout, cancellationToken);
            act.MarkWritten();
            return result;
        }
        catch (AdminException e) when (e.Status != StatusCodes.Status503ServiceUnavailable)
        {
            act.MarkWritten();
            throw;
        }
    }

    private static string Url(string path, Dictionary<string, string?> query) =>
        QueryHelpers.AddQueryString(path, query.Where(parameter => parameter.Value is not null));

    private async Task<T?> SendAsync<T>(HttpMethod method, string url, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var http = clients.CreateClient(AdminClients.NameOf(service));
            using var request = new HttpRequestMessage(method, new Uri(url, UriKind.Relative));
            using var response = await http.SendAsync(request, limit.Token);
            if (response.IsSuccessStatusCode)
            {
                return typeof(T) == typeof(object)
                    ? null
                    : await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, limit.Token);
            }

            throw await RefusalAsync(response, limit.Token);
        }
        catch (Exception e) when (AdminAnswers.IsNoAnswer(e, cancellationToken))
        {
            throw new ErrorSourceUnavailableException(service, e);
        }
    }

    /// <summary>A refusal is passed on as it is; anything else means that the service can't answer.</summary>
    private async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var detail = await response.ReadDetailAsync(cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            logger.LogWarning("The service {Service} refuses the Console's assertion: {Reason}", service, detail);
        return detail is not null
            && response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict
                or HttpStatusCode.ServiceUnavailable
            ? new AdminException((int)response.StatusCode, detail)
            : new ErrorSourceUnavailableException(service);
    }
}
