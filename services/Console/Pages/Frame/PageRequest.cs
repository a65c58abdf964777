using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>A request for a page, with the means to answer it.</summary>
internal class PageRequest
{
    protected PageRequest(HttpContext http)
    {
        Http = http;
        // For whoever shows a failure of this request.
        http.Features.Set(this);
    }

    public HttpContext Http { get; }

    public ClaimsPrincipal User => Http.User;

    public static ValueTask<PageRequest?> BindAsync(HttpContext context) => ValueTask.FromResult<PageRequest?>(new PageRequest(context));

    /// <summary>Shows a page.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="view">The entry of the navigation that it belongs to.</param>
    /// <param name="problem">Why the form that led here was refused; what was typed is in the model.</param>
    /// <param name="hasOwnFocus">True if an element of the page itself has the focus first.</param>
    public IResult Show<TPage, TModel>(
        string title, TModel model, string? view = null, Refusal? problem = null, bool hasOwnFocus = false)
        where TPage : PageOf<TModel>
    {
        var frame = Frame(title) with
        {
            View = view,
            HasOwnFocus = hasOwnFocus && problem is null,
            Outcome = problem is null
                ? Http.RequestServices.GetRequiredService<OutcomeCookie>().Take(Http)
                : new Outcome(problem.Text, "error"),
        };
        return Show<TPage, TModel>(frame, model, problem?.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>Shows a page in a frame.</summary>
    public static IResult Show<TPage, TModel>(PageFrame frame, TModel model, int status)
        where TPage : PageOf<TModel>
    {
        RenderFragment page = builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.AddMultipleAttributes(1, [KeyValuePair.Create(nameof(PageOf<TModel>.Model), (object)model!)]);
            builder.CloseComponent();
        };
        return new RazorComponentResult<Document>(new Dictionary<string, object?>
        {
            [nameof(Document.Frame)] = frame,
            [nameof(Document.Page)] = page,
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    /// <summary>Sends the browser to a page that shows what came of a form.</summary>
    public IResult Done(string path, Outcome outcome)
    {
        Http.RequestServices.GetRequiredService<OutcomeCookie>().Set(Http, outcome);
        return TypedResults.LocalRedirect($"~{path}");
    }

    /// <inheritdoc cref="Done(string, Outcome)" />
    public IResult Done(string path, string text) => Done(path, new Outcome(text));

    /// <summary>The frame of this request's pages.</summary>
    public virtual PageFrame Frame(string title) => new() { Title = title, User = User };
}

/// <summary>Why a form was refused.</summary>
/// <param name="Text">What is wrong and what would be right.</param>
/// <param name="Status">HTTP status of the page.</param>
internal sealed record Refusal(string Text, int Status = StatusCodes.Status400BadRequest);
