using System;

namespace NetworkGen;

/// <summary>
/// Reports on the thread that reports, in order. (<see cref="Progress{T}"/> posts to a user interface's thread, or to any thread where
/// there is none; then reports overtake each other.)
/// </summary>
/// <typeparam name="T">What is reported.</typeparam>
/// <param name="handler">Called with each report.</param>
public sealed class ImmediateProgress<T>(Action<T> handler) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => handler(value);
}
