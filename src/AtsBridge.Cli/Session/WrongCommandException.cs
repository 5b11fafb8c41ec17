namespace AtsBridge.Cli.Session;

/// <summary>The command names something that does not exist or does not fit; the message says what does.</summary>
internal sealed class WrongCommandException(string message) : Exception(message);
