namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Puts <see cref="ScimErrors"/> in front of everything else in the pipeline, authentication too, whose refusals it words.</summary>
internal sealed class ScimErrorsFirst : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(ScimMedia.Path, StringComparison.OrdinalIgnoreCase),
            scim => scim.UseMiddleware<ScimErrors>());
        next(app);
    };
}
