namespace Scim.Bus.Notifications.Composing;

/// <summary>A composed mail.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain-text part.</param>
/// <param name="Html">HTML part, a complete page.</param>
internal sealed record MailText(string Subject, string Text, string Html);
