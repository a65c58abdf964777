using Microsoft.AspNetCore.Components;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>A page: shows a model and does nothing else.</summary>
public abstract class PageOf<TModel> : ComponentBase
{
    [Parameter]
    public required TModel Model { get; set; }

    [CascadingParameter]
    public required PageFrame Frame { get; set; }

    /// <summary>Path of a page of the tenant.</summary>
    protected string Link(params ReadOnlySpan<string> parts) => PagePath.OfTenant(Frame.Tenant!.Value, parts);
}
