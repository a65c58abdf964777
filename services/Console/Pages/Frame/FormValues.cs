using Microsoft.AspNetCore.Antiforgery;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>What a form of ours sent.</summary>
internal sealed class FormValues
{
    private readonly IFormCollection _form;

    private FormValues(IFormCollection form) => _form = form;

    /// <exception cref="ForeignFormException">The form is not one of ours, or of another session.</exception>
    public static async ValueTask<FormValues?> BindAsync(HttpContext context)
    {
        RequireValidToken(context);
        return new FormValues(await context.Request.ReadFormAsync(context.RequestAborted));
    }

    /// <exception cref="ForeignFormException">The form is not one of ours, or of another session.</exception>
    public static void RequireValidToken(HttpContext context)
    {
        // Null where the endpoint does not ask for a valid token: such a form is never read.
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            throw new ForeignFormException();
    }

    /// <summary>A text without blanks around it; empty if there is none.</summary>
    public string Text(string name) => _form[name].ToString().Trim();

    /// <summary>A text as it was sent; empty if there is none.</summary>
    public string Exact(string name) => _form[name].ToString();

    /// <summary>The lines of a text, without empty ones.</summary>
    public IReadOnlyList<string> Lines(string name) =>
        _form[name].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a check box is checked.</summary>
    public bool IsChecked(string name) => _form.ContainsKey(name);

    /// <summary>All values of a name.</summary>
    public IReadOnlyList<string> All(string name) => [.. _form[name].OfType<string>()];

    /// <summary>Whether something that can't be undone was confirmed.</summary>
    public bool IsConfirmed => IsChecked(FormFields.Confirmed);
}

/// <summary>A form is not one of ours, or of another session.</summary>
internal sealed class ForeignFormException()
    : Exception("The form belongs to another session, or to none. Go back, load the page again, and repeat what you typed.");
