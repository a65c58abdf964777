using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>The errors of one service: of this process, or over HTTP.</summary>
public interface IErrorSource
{
    /// <summary>Name of the service, with which the ids of its errors begin.</summary>
    string Service { get; }

    /// <summary>Reads a page of the errors.</summary>
    /// <exception cref="ErrorSourceUnavailableException">The service does not answer.</exception>
    /// <exception cref="AdminException">400: the count or the cursor is invalid.</exception>
    /// <exception cref="Scim.Protocol.Errors.ScimException">400: the filter is invalid.</exception>
    Task<ListPage<ErrorItem>> ListAsync(AdminListRequest request, CancellationToken cancellationToken);

    /// <summary>Retries one error.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="act">The act, which the service records in its audit log.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ErrorSourceUnavailableException">The service does not answer.</exception>
    /// <exception cref="AdminException">
    /// 404: there is none with this id; 409: it can't be retried; 503: the broker can't take it.
    /// </exception>
    Task RetryAsync(string id, AdminAct act, CancellationToken cancellationToken);

    /// <summary>Retries all errors that match a filter, each once.</summary>
    /// <param name="filter">A filter in SCIM's syntax; null for all.</param>
    /// <param name="act">The act, which the service records in its audit log.</param>
    /// <param name="cancellationToken">Stops between two errors.</param>
    /// <exception cref="ErrorSourceUnavailableException">The service does not answer.</exception>
    /// <exception cref="Scim.Protocol.Errors.ScimException">400: the filter is invalid.</exception>
    Task<RetryResult> RetryAllAsync(string? filter, AdminAct act, CancellationToken cancellationToken);

    /// <summary>Discards an error.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="force">True to discard also what nothing can stand in for.</param>
    /// <param name="act">The act, which the service records in its audit log.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ErrorSourceUnavailableException">The service does not answer.</exception>
    /// <exception cref="AdminException">404: there is none with this id; 409: nothing can stand in for it.</exception>
    Task DiscardAsync(string id, bool force, AdminAct act, CancellationToken cancellationToken);
}
