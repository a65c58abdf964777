namespace Scim.Bus.Console.Assets;

/// <summary>Serves the pages' style sheet, scripts and picture.</summary>
internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        foreach (var file in AssetFile.All)
        {
            app.MapMethods(file.Path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
            {
                // An address with this version never has another content; any other has to be asked for again.
                context.Response.Headers.CacheControl = context.Request.Query[AssetFile.VersionParameter] == file.Version
                    ? "public, max-age=31536000, immutable"
                    : "no-cache";
                return TypedResults.Bytes(file.Content, file.MediaType, entityTag: file.Tag);
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
