namespace Scim.Bus.Console.SigningKeys;

/// <summary>Which key signs, which one is to come, and which are no longer needed.</summary>
internal static class SigningKeyPlan
{
    /// <summary>
    /// For how long a key is published after it signed last. Far longer than an assertion is good, for Consoles whose clocks differ.
    /// </summary>
    public static TimeSpan PublishAfter { get; } = TimeSpan.FromHours(1);

    /// <summary>The key that signs: the newest whose time has come. The oldest, if the clock was set back before all of them.</summary>
    /// <param name="keys">At least one key, by number.</param>
    /// <param name="now">Time of day, UTC.</param>
    public static SigningKey Current(IReadOnlyList<SigningKey> keys, DateTimeOffset now) =>
        keys.LastOrDefault(key => key.SignsFrom <= now) ?? keys[0];

    /// <summary>The key that is to be created now; null if none is.</summary>
    /// <remarks>However late it is, the next key is published for as long as the setting says before it signs.</remarks>
    public static SigningKey? Due(IReadOnlyList<SigningKey> keys, DateTimeOffset now, AssertionOptions options)
    {
        if (keys.Count == 0)
            return SigningKey.Create(1, now);
        var newest = keys[^1];
        var end = newest.SignsFrom + options.KeyLifetime;
        if (newest.SignsFrom > now || now < end - options.PublishAhead)
            return null;
        var earliest = now + options.PublishAhead;
        return SigningKey.Create(newest.Number + 1, end > earliest ? end : earliest);
    }

    /// <summary>The keys whose assertions have all expired.</summary>
    public static IEnumerable<SigningKey> Retired(IReadOnlyList<SigningKey> keys, DateTimeOffset now) =>
        keys.Zip(keys.Skip(1)).Where(pair => pair.Second.SignsFrom + PublishAfter < now).Select(pair => pair.First);
}
