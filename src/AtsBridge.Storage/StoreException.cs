namespace AtsBridge.Storage;

/// <summary>The store can't do what it was asked. The message says what, where, and what to do; it holds nobody's data.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes it.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="inner">What the database said, if it said anything.</param>
    public StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
