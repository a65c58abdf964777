namespace Scim.Bus.Console.Pages.Frame;

/// <summary>Names of fields that several forms have.</summary>
public static class FormFields
{
    /// <summary>Confirms something that can't be undone.</summary>
    public const string Confirmed = "confirmed";
}
