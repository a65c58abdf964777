using System.Text;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>
/// Takes repeated slashes in the path of a SCIM request for one: an identity provider that was given the base URL with a slash at its end
/// asks for <c>/scim/v2//Users</c>.
/// </summary>
internal static class RepeatedSlashes
{
    public static void UseSingleSlashes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
        {
            var collapsed = new PathString(Collapse(path));
            if (ScimMedia.IsScim(collapsed))
                context.Request.Path = collapsed;
        }

        return next(context);
    });

    private static string Collapse(string path)
    {
        var collapsed = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c != '/' || collapsed.Length == 0 || collapsed[^1] != '/')
                collapsed.Append(c);
        }

        return collapsed.ToString();
    }
}
