using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.ServiceDefaults.OpenApi;

/// <summary>Registers the OpenAPI document of the admin API.</summary>
internal static class OpenApiRegistration
{
    public static IServiceCollection AddAdminApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer<AdminKeySecurity>();
        options.AddDocumentTransformer<RefusalResponses>();
        options.AddOperationTransformer<OperationIds>();
        options.AddOperationTransformer<RefusalResponses>();
        options.AddOperationTransformer<AdminKeySecurity>();
    });
}
