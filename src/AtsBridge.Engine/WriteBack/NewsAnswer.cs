namespace AtsBridge.WriteBack;

/// <summary>What became of one piece of news. Closed: nobody else can add a case.</summary>
public abstract record NewsAnswer
{
    private NewsAnswer()
    {
    }

    /// <summary>It is told.</summary>
    public sealed record Told : NewsAnswer;

    /// <summary>It is refused for good.</summary>
    /// <param name="Reason">Why. No candidate's data.</param>
    public sealed record Refused(string Reason) : NewsAnswer;

    /// <summary>It can't be told now.</summary>
    /// <param name="Reason">Why. No candidate's data.</param>
    public sealed record Later(string Reason) : NewsAnswer;
}
