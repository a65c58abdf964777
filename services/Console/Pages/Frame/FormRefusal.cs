using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>Refusals of forms: the form is shown again with what was typed, and says why.</summary>
internal static class FormRefusal
{
    /// <summary>What to show for a failed change; null if it is no answer to what was typed.</summary>
    public static Refusal? From(Exception failure) => failure switch
    {
        RefusedException { Status: not StatusCodes.Status404NotFound } refused => new Refusal(refused.Message, refused.Status),
        ServiceAwayException => new Refusal(failure.Message, StatusCodes.Status503ServiceUnavailable),
        _ => null,
    };
}
