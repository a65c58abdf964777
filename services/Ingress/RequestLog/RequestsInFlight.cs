namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// Requests of this process whose record is in an outbox and not in the log yet. So the log gets their status with the record, in one
/// write, if the answer is out by then. What is forgotten, or dies with the process, is on record without a status.
/// </summary>
internal sealed class RequestsInFlight(TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Flight> _flights = [];

    public TimeProvider Time => time;

    /// <summary>Adds a request whose record is about to be stored in an outbox. That of a later attempt replaces it.</summary>
    public void Add(RequestEntry entry)
    {
        lock (_lock)
        {
            if (_flights.Count < Most || _flights.ContainsKey(entry.Id))
                _flights[entry.Id] = new Flight(entry.Recorded!, entry.StartedAt);
        }
    }

    /// <summary>Removes a request whose record did not get into an outbox.</summary>
    public void Remove(Guid id)
    {
        lock (_lock)
            _flights.Remove(id);
    }

    /// <summary>The record as far as it is known; null if nothing is.</summary>
    public RequestRecord? Find(Guid id)
    {
        lock (_lock)
            return _flights.GetValueOrDefault(id)?.Record;
    }

    /// <summary>Notes how a request ends that is answered later, as an operation of a bulk request is.</summary>
    public void Finished(Guid id, int status, double durationMs)
    {
        lock (_lock)
        {
            if (_flights.TryGetValue(id, out var flight) && !flight.IsStored)
                flight.Record = flight.Record with { Status = status, DurationMs = durationMs };
        }
    }

    /// <summary>Notes the answer of a request.</summary>
    /// <returns>The record if it was stored without its status, which is to be added then; else null.</returns>
    public RequestRecord? Answered(Guid id, int status, double durationMs)
    {
        lock (_lock)
        {
            if (!_flights.TryGetValue(id, out var flight))
                return null;
            flight.Record = flight.Record with { Status = status, DurationMs = durationMs };
            if (!flight.IsStored)
                return null;
            _flights.Remove(id);
            return flight.Record;
        }
    }

    /// <summary>Notes that a record was stored.</summary>
    /// <returns>The record if its answer came while it was stored without it; else null.</returns>
    public RequestRecord? Stored(RequestRecord record)
    {
        lock (_lock)
        {
            if (!_flights.TryGetValue(record.Id, out var flight))
                return null;
            if (flight.Record.Status is null)
            {
                flight.IsStored = true;
                return null;
            }

            _flights.Remove(record.Id);
            return record.Status is null ? flight.Record : null;
        }
    }

    /// <summary>Forgets those that began long ago.</summary>
    public void RemoveOld()
    {
        lock (_lock)
        {
            foreach (var (id, flight) in _flights)
            {
                if (time.GetElapsedTime(flight.StartedAt) > Longest)
                    _flights.Remove(id);
            }
        }
    }

    private sealed class Flight(RequestRecord record, long startedAt)
    {
        public RequestRecord Record { get; set; } = record;

        public long StartedAt => startedAt;

        public bool IsStored { get; set; }
    }
}
