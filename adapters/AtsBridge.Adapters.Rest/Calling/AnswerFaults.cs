using System.Globalization;
using System.Net;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>What an answer's status and beginning say, in words for the operator. Nothing of the body is quoted: it may be about people.</summary>
internal static class AnswerFaults
{
    /// <summary>Lets through what can be read, or can be told by its code; of what failed, 400, 404, 409, 410 and 422.</summary>
    public static Answer Check(Answer answer, TimeSpan? wait)
    {
        var (place, status) = (answer.Call.Place, (int)answer.Status);
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new SourceException(SourceFault.Unauthorized, string.Create(CultureInfo.InvariantCulture,
                $"{place} does not let us in: it answered {status}. Check Authentication, and {(answer.Call.Writes ? "whether the key may write" : "what the key may read")}."));
        }

        if (answer.Status == HttpStatusCode.TooManyRequests || (Waits.IsPassing(answer.Status) && wait is not null))
        {
            throw new SourceException(SourceFault.Unavailable, string.Create(CultureInfo.InvariantCulture,
                $"{place} is asked too often: it answered {status}{(wait is { } asked ? $" and wants to be left alone for {asked.TotalSeconds:0} seconds" : "")}. The next run tries again; lower Rate:Permits if this stays."));
        }

        if (Waits.IsPassing(answer.Status))
        {
            throw new SourceException(SourceFault.Unavailable, string.Create(CultureInfo.InvariantCulture, $"{place} is out of order: it answered {status}. The next run tries again."));
        }

        if (status is >= 300 and < 400)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{place} answered {status}, which leads elsewhere and is not followed, because the key would go there. Set BaseUrl to where the API is now."));
        }

        if (!answer.IsSuccess && status is not (400 or 404 or 409 or 410 or 422))
        {
            throw Refused(answer, code: null);
        }

        return answer;
    }

    /// <summary>The request was not what the API wants.</summary>
    public static SourceException Refused(Answer answer, string? code) => new(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
        $"{answer.Call.Place} {(answer.IsSuccess ? $"answered {(int)answer.Status} and says that it failed all the same" : $"answered {(int)answer.Status}")}{(code is null ? "" : $" ({code})")}. Check BaseUrl, Path and Parameters."));

    /// <summary>Refuses what a success can't hold.</summary>
    public static Answer CheckBody(Answer answer)
    {
        if (!answer.IsSuccess)
        {
            return answer;
        }

        var begin = answer.Body.Span.TrimStart(" \t\r\n"u8);
        if (begin.IsEmpty)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{answer.Call.Place} answered {(int)answer.Status} and nothing. Nothing counts; check BaseUrl and Path."));
        }

        if (begin[0] == (byte)'<')
        {
            throw new SourceException(SourceFault.Unreadable, $"{answer.Call.Place} answered with a web page (HTML or XML) and not with JSON: a login, or a notice of maintenance. Check BaseUrl and Path.");
        }

        return answer;
    }
}
