namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>The kinds of steps at which the seed picks who goes on.</summary>
internal enum StepKind
{
    /// <summary>Reading documents by their keys.</summary>
    Read,

    /// <summary>A query or a count.</summary>
    Query,

    /// <summary>Asking what is due.</summary>
    Due,

    Insert,

    Replace,

    /// <summary>Taking published messages out of documents.</summary>
    Amend,

    Delete,

    /// <summary>After a write, before who wrote it learns of it.</summary>
    Written,

    /// <summary>Publishing from an outbox, or from a job.</summary>
    Publish,

    /// <summary>What a consumer publishes or answers by itself.</summary>
    Answer,

    /// <summary>A request to another service.</summary>
    Request,

    /// <summary>A delivery that begins.</summary>
    Deliver,

    /// <summary>Waiting after a conflict.</summary>
    BackOff,

    /// <summary>Handing a mail over.</summary>
    Mail,

    /// <summary>A request of an identity provider or an admin that begins.</summary>
    Push,
}
