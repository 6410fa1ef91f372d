using System;

namespace NetworkGen.Cli;

/// <summary>Ends a command with a message that says what was expected, what came, and the way out. Nobody needs its stack trace.</summary>
/// <param name="message">The message, as it is printed.</param>
internal sealed class ExplainedException(string message) : Exception(message);
