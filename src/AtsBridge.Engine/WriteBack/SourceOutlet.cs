namespace AtsBridge.WriteBack;

/// <summary>Has the adapter of a source tell the news, one by one.</summary>
/// <param name="reporter">The adapter.</param>
public sealed class SourceOutlet(IInviteReporter reporter) : INewsOutlet
{
    /// <summary>One application that its system stumbles over keeps nobody else from being told; several in a row are the system.</summary>
    private const int MostFaults = 3;

    /// <inheritdoc />
    public async Task<IReadOnlyList<NewsAnswer>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (reporter.CannotReport is { } missing)
        {
            // Not a refusal: whoever sets it has what happened meanwhile told as well.
            return [.. news.Select(_ => new NewsAnswer.Later(missing))];
        }

        var answers = new List<NewsAnswer>(news.Count);
        var faults = 0;
        foreach (var one in news)
        {
            if (faults == MostFaults)
            {
                answers.Add(answers[^1]);
                continue;
            }

            answers.Add(await TellAsync(one, cancellationToken));
            faults = answers[^1] is NewsAnswer.Later ? faults + 1 : 0;
        }

        return answers;
    }

    private async Task<NewsAnswer> TellAsync(InviteNews news, CancellationToken cancellationToken)
    {
        try
        {
            return await reporter.ReportAsync(news, cancellationToken) is { } reason ? new NewsAnswer.Refused(reason) : new NewsAnswer.Told();
        }
        catch (SourceException exception)
        {
            return new NewsAnswer.Later(exception.Message);
        }
    }
}
