using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Scim.Protocol.Limits;

namespace Scim.Bus.ServiceDefaults.Http;

/// <summary>Configures Kestrel: what it takes, and what it says when it refuses a request itself.</summary>
internal static class HttpServer
{
    /// <summary>
    /// Bytes of a request line. A filter of the longest that is taken fits in, even if each character is three bytes in UTF-8 and escaped:
    /// nine bytes.
    /// </summary>
    public const int MaxRequestLine = 128 * 1024;

    public static void AddHttpServer(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
        // For the admin API; SCIM has a setting of its own.
        kestrel.Limits.MaxRequestBodySize = RequestLimits.BodySize;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(ExplainRefusals));
    });

    private static ConnectionDelegate ExplainRefusals(ConnectionDelegate next) => async connection =>
    {
        var transport = connection.Transport;
        connection.Transport = new RefusalTransport(transport);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    };
}
