using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Scim.Bus.ServiceDefaults.OpenApi;

/// <summary>
/// Gives each operation an id, from which generators of clients make names: the tag of its group and the method that handles it, such as
/// <c>AccessGroups_List</c>. A name that an endpoint has been given (<c>WithName</c>) stays.
/// </summary>
internal sealed class OperationIds : IOpenApiOperationTransformer
{
    private const string Suffix = "Async";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var tag = metadata.OfType<ITagsMetadata>().SelectMany(tags => tags.Tags).FirstOrDefault();
        var method = metadata.OfType<MethodInfo>().FirstOrDefault();
        if (tag is not null && method is not null)
            operation.OperationId ??= $"{PascalCase(tag)}_{NameOf(method)}";
        return Task.CompletedTask;
    }

    private static string PascalCase(string tag) =>
        string.Concat(tag.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string NameOf(MethodInfo method) =>
        method.Name.EndsWith(Suffix, StringComparison.Ordinal) ? method.Name[..^Suffix.Length] : method.Name;
}
