namespace AtsBridge.WriteBack;

/// <summary>Has the adapter of a source tell the news, one by one.</summary>
/// <param name="reporter">The adapter.</param>
public sealed class SourceOutlet(IInviteReporter reporter) : INewsOutlet
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<string?>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(news);
        var answers = new List<string?>(news.Count);
        foreach (var one in news)
        {
            answers.Add(await reporter.ReportAsync(one, cancellationToken));
        }

        return answers;
    }
}
