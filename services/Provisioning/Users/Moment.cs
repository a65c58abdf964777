namespace Scim.Bus.Provisioning.Users;

/// <summary>The current time, UTC, by two clocks.</summary>
/// <param name="TimeOfDay">For what people read.</param>
/// <param name="Due">For timers: <see cref="Outbox.DueClock"/>.</param>
internal sealed record Moment(DateTimeOffset TimeOfDay, DateTimeOffset Due);
