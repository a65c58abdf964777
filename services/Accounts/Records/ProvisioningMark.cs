namespace Scim.Bus.Accounts.Records;

/// <summary>What Provisioning last applied to an account. Shows which commands are outdated and which attributes changed since.</summary>
internal sealed record ProvisioningMark
{
    public static ProvisioningMark None { get; } = new();

    /// <summary>Generation of the command that was applied last.</summary>
    public long Generation { get; init; }

    /// <summary>
    /// Generation of the newest command that was applied or refused. Of a refused one, the deactivation and the access are applied: an
    /// older one that arrives late must not undo them.
    /// </summary>
    public long NewestGeneration { get; init; }

    /// <summary>
    /// What the person is to log in by according to the newest command, as canonical keys, if it was refused because somebody else has one
    /// of them; else empty.
    /// </summary>
    public IReadOnlyList<string> RefusedLogins { get; init; } = [];

    /// <summary>Version of the profile that was applied last.</summary>
    public long ProfileVersion { get; init; }

    /// <summary>Value of <c>active</c> in that command; null before the first. A manual edit of it survives until this changes.</summary>
    public bool? Active { get; init; }
}
