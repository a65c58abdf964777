namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>
/// Adds <see cref="ScimErrorMiddleware"/> at the start of the pipeline, before authentication, so that a 401 is a SCIM error too.
/// </summary>
internal sealed class ScimErrorStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // Before routing, which goes by the path.
        app.UseSingleSlashes();
        app.UseWhen(context => ScimMedia.IsScim(context.Request.Path), scim => scim.UseMiddleware<ScimErrorMiddleware>());
        next(app);
    };
}
