namespace Scim.Bus.Soak.Tests;

/// <summary>The soak found something that must not be. The message says what, how to run the same again, and what had happened.</summary>
public sealed class SoakFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
