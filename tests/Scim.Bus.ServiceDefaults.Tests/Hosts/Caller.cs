using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Scim.Bus.ServiceDefaults.Tests.Hosts;

/// <summary>A client that calls from an address of its own.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http;

    public Caller(Uri host, IPAddress? from = null)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
                await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _http = new HttpClient(handler) { BaseAddress = host };
    }

    public async Task<(int Status, string? Media, string? RetryAfter, string Text)> GetAsync(
        string path, string? credential, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        if (forwardedFor is not null)
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var response = await _http.SendAsync(request);
        return (
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.RetryAfter?.ToString(),
            await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
