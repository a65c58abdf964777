using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>Registers the request log.</summary>
internal static class RequestLogRegistration
{
    public static void AddRequestLog(this IServiceCollection services)
    {
        services.AddValidatedOptions<RequestLogOptions>(RequestLogOptions.Section);
        services.AddDocumentCollection(RequestCollection.Requests);
        services.AddDocumentCollection(RequestCollection.Tallies);
        services.AddDocumentCollection(RequestCollection.Unknown);
        services.AddSingleton<RequestRetentionPeriod>();
        services.AddSingleton<RequestsInFlight>();
        services.AddSingleton<RequestCounts>();
        services.AddSingleton<UnknownRequests>();
        services.AddSingleton<RequestQueue>();
        services.AddSingleton<RefusalBudget>();
        services.AddSingleton<RefusalWriter>();
        services.AddSingleton<RequestRecorder>();
        services.AddSingleton<ILocalEntryStore, RequestStore>();
        services.AddSingleton<RequestSummaryReader>();
        services.AddHostedService<RequestLogWriter>();
        services.AddSingleton<RequestRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestRetention>());
    }
}
