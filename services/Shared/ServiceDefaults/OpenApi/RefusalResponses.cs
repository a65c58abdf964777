using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.ServiceDefaults.OpenApi;

/// <summary>Describes how an operation of the admin API refuses a request: problem details, with the statuses that can occur.</summary>
internal sealed class RefusalResponses : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    private const string ProblemMedia = "application/problem+json";

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        if (document.Paths.Count > 0)
        {
            document.AddComponent(
                nameof(ProblemDetails), await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: cancellationToken));
        }
    }

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        foreach (var (status, description) in RefusalsOf(operation, context))
        {
            operation.Responses.TryAdd($"{status}", new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemMedia] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document) },
                },
            });
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<(int Status, string Description)> RefusalsOf(
        OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var isAboutTenant = context.Description.ActionDescriptor.EndpointMetadata.OfType<TenantRequirement>().Any();
        if (operation.RequestBody is not null || operation.Parameters?.Any(IsChecked) == true)
            yield return (StatusCodes.Status400BadRequest, "A parameter or the body is invalid; the detail says what would be right.");
        yield return (StatusCodes.Status401Unauthorized, "The key is missing or wrong.");
        yield return (StatusCodes.Status403Forbidden, "None of the caller's roles allows this.");
        yield return (StatusCodes.Status429TooManyRequests, "Too many requests from this address had no valid key.");
        if (isAboutTenant)
            yield return (StatusCodes.Status404NotFound, "The tenant does not exist, or does not have what was asked for.");
        if (context.Description.HttpMethod != HttpMethods.Get)
            yield return (StatusCodes.Status409Conflict, "It does not fit what is stored, or somebody else changed that at the same time.");
        if (operation.RequestBody is not null)
            yield return (StatusCodes.Status415UnsupportedMediaType, "The body is not JSON.");
        yield return (StatusCodes.Status503ServiceUnavailable, "The store or another service does not respond; try again later.");
    }

    /// <summary>True for a parameter that can be wrong. A tenant that is no tenant's name does not exist either.</summary>
    private static bool IsChecked(IOpenApiParameter parameter) => parameter.Name != TenantRequirement.Parameter;
}
