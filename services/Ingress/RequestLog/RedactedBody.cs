namespace Scim.Bus.Ingress.RequestLog;

/// <summary>A body for the record, and what was hidden in it.</summary>
/// <param name="Copy">The body.</param>
/// <param name="Hidden">What was hidden; null if nothing was.</param>
internal sealed record RedactedBody(RecordedBody Copy, HiddenValues? Hidden)
{
    /// <summary>
    /// The detail of a refusal, which may quote the body, without what is hidden in it. All that it quotes is hidden if parts of the body
    /// were left out, so that there may be more to hide.
    /// </summary>
    public string Hide(string detail)
    {
        var hidden = Hidden?.HideIn(detail) ?? detail;
        return Copy.IsTruncated || Hidden?.IsPartial == true ? SecretText.HideQuoted(hidden) : hidden;
    }
}
