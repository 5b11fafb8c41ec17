using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AtsBridge.Adapters.Files.Places;

/// <summary>A file at a web address. Fetched again only where the server does not say that it is the one that was read last.</summary>
internal sealed class WebFile(WebAddress address, PlaceAccess access, HttpClient http, TimeProvider time, long maxBytes) : Place
{
    private const int BlockBytes = 64 * 1024;

    public override bool IsPattern => false;

    /// <summary>What is there is asked for once, when it is fetched: to ask twice may be to be told of two files.</summary>
    public override Task<FileListing> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new FileListing([new FoundFile(address.Name, address.Uri.AbsoluteUri, 0, DateTime.MinValue)], []));

    public override Task<FoundFile?> AgainAsync(FoundFile file, CancellationToken cancellationToken) => Task.FromResult<FoundFile?>(file);

    public override Task<FetchedFile> FetchAsync(FoundFile file, CancellationToken cancellationToken) =>
        AskAsync(file, version: null, async (answer, goOn, token) =>
        {
            RequireAnEnd(answer);
            await using var body = await answer.Content.ReadAsStreamAsync(token);
            return await CopyAsync(file, body, VersionOf(answer), goOn, token);
        }, cancellationToken);

    /// <summary>The body of an answer that says otherwise is left where it is.</summary>
    public override Task<bool> IsStillAsync(FoundFile file, string version, CancellationToken cancellationToken) =>
        AskAsync(file, version, (answer, _, _) => Task.FromResult(answer.StatusCode == HttpStatusCode.NotModified
            || string.Equals(VersionOf(answer), version, StringComparison.Ordinal)), cancellationToken);

    public override Task<FoundFile?> BesideAsync(FoundFile file, string path, CancellationToken cancellationToken)
    {
        var beside = new Uri(new Uri(file.FullPath), path);
        var isSameServer = Uri.Compare(beside, address.Uri, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        return Task.FromResult(isSameServer ? new FoundFile(path, beside.AbsoluteUri, 0, DateTime.MinValue) : null);
    }

    private async Task<FetchedFile> CopyAsync(FoundFile file, Stream body, string? version, Action goOn, CancellationToken cancellationToken)
    {
        var copy = new SpoolFolder(time.GetUtcNow().UtcDateTime);
        try
        {
            await using (var target = new FileStream(copy.File, FileMode.CreateNew, FileAccess.Write))
            {
                var buffer = new byte[BlockBytes];
                while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
                {
                    goOn();
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    if (target.Length > maxBytes)
                    {
                        throw new SourceException(SourceFault.Unreadable, $"{file.Name} holds more than MaxFileBytes ({maxBytes:N0}). Raise MaxFileBytes if that is right.");
                    }
                }
            }

            var here = new FileInfo(copy.File);
            return new FetchedFile(new FoundFile(file.Name, copy.File, here.Length, here.LastWriteTimeUtc), copy, version);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private async Task<T> AskAsync<T>(
        FoundFile file, string? version, ReadAnswer<T> read, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(access.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var question = Question(new Uri(file.FullPath), version);
        try
        {
            using var answer = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode || (answer.StatusCode == HttpStatusCode.NotModified && version is not null)
                ? await read(answer, () => patience.CancelAfter(access.Patience), either.Token)
                : throw Refused(answer);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFault.Unavailable, $"{address.Shown} was silent for {access.Patience}. The next run tries again.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new SourceException(SourceFault.Unavailable, $"{address.Shown} can't be read: {e.Message} Nothing of it counts; the next run tries again.", e);
        }
    }

    /// <param name="answer">The answer, its body unread.</param>
    /// <param name="goOn">The server has said something: its time begins anew.</param>
    /// <param name="cancellationToken">Ends when it has been silent for too long.</param>
    private delegate Task<T> ReadAnswer<T>(HttpResponseMessage answer, Action goOn, CancellationToken cancellationToken);

    /// <summary>A body that ends with its connection may end anywhere: people would be missing without a word.</summary>
    private void RequireAnEnd(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentLength is null && answer.Headers.TransferEncodingChunked != true && answer.Version < HttpVersion.Version20)
        {
            throw new SourceException(SourceFault.Unreadable, $"{address.Shown} does not say how long the file is, so nobody could tell that it was cut off. Have the server send Content-Length.");
        }
    }

    private HttpRequestMessage Question(Uri uri, string? version)
    {
        var question = new HttpRequestMessage(HttpMethod.Get, uri);
        if (access.Token is { } token)
        {
            question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else if (access.User is { } user)
        {
            question.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{access.Password}")));
        }

        if (version is not null && EntityTagHeaderValue.TryParse(version, out var tag))
        {
            question.Headers.IfNoneMatch.Add(tag);
        }
        else if (version is not null && DateTimeOffset.TryParse(version, CultureInfo.InvariantCulture, out var modified))
        {
            question.Headers.IfModifiedSince = modified;
        }

        return question;
    }

    private static string? VersionOf(HttpResponseMessage answer) =>
        answer.Headers.ETag?.ToString() ?? answer.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture);

    private SourceException Refused(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(SourceFault.Unauthorized, $"{address.Shown} answers {status}: it does not let us in. Correct Access (Token, or User and Password), or the address."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(SourceFault.Unavailable, $"{address.Shown} answers {status}: there is no such file. Is the export still delivered there?"),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new(SourceFault.Unreadable, $"{address.Shown} answers {status} and leads elsewhere ({(answer.Headers.Location is { IsAbsoluteUri: true } there ? there.GetLeftPart(UriPartial.Path) : "another path")}). Redirects aren't followed, because credentials would follow them: set Path to where the file is."),
            _ => new(SourceFault.Unavailable, $"{address.Shown} answers {status}. The next run tries again."),
        };
    }
}
