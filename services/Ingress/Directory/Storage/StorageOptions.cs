using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.Ingress.Directory.Storage;

/// <summary>When there is too little room for what is not urgent (section <c>Storage</c> of the configuration).</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Bytes on the disk of <c>Store__Path</c> that are kept for deactivations and removals. SQLite only.</summary>
    [Range(0L, long.MaxValue)]
    public long MinFreeDisk { get; set; } = 256L * 1024 * 1024;

    /// <summary>
    /// Bytes of unpublished messages from which on only deactivations and removals are taken. 100 pushes a second of 2 kB fill it in six
    /// hours of an outage of the broker.
    /// </summary>
    [Range(1L, long.MaxValue)]
    public long MaxWaiting { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// Unpublished messages of one user or group from which on only their deactivation and removals are taken: they are in one document,
    /// which each change writes as a whole, and MongoDB takes none of more than 16 MB. As many one-member PATCHes of a group are 3 MB.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxWaitingOfOne { get; set; } = 5_000;
}
