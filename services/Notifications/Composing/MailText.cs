namespace Scim.Bus.Notifications.Composing;

/// <summary>What a mail says, in both of its forms.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">For readers without HTML.</param>
/// <param name="Html">A whole page.</param>
internal sealed record MailText(string Subject, string Text, string Html);
