using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>A transition of the state machine.</summary>
/// <param name="From">The former state; null at the beginning.</param>
/// <param name="On">The message.</param>
/// <param name="To">The state after it.</param>
internal sealed record Transition(UserState? From, string On, UserState To);
