using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AtsBridge.WriteBack;
using Sylvan.Data.Csv;

namespace AtsBridge.Hosting.WriteBack;

/// <summary>Lays a file into a folder for each round of news; whoever imports it takes it away. A file is there as a whole or not at all.</summary>
internal sealed class FileOutlet(WriteBackPolicy policy, TimeProvider time) : INewsOutlet
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string[] Headings = ["Application ID", "Candidate ID", "Job ID", "Status", "Progress", "At", "Route", "Interview ID", "Reference"];

    /// <summary>A cell that begins so is a formula to a spreadsheet.</summary>
    private const string FormulaStarts = "=+-@\t\r";

    /// <inheritdoc />
    public async Task<IReadOnlyList<NewsAnswer>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken)
    {
        var folder = policy.Folder!;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Slug(route)}-{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'.'fffffff'Z'}");
        var path = Path.Combine(folder, $"{name}.{(policy.Format == WriteBackFormat.Csv ? "csv" : "json")}");
        var unfinished = path + ".part";
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(unfinished, policy.Format == WriteBackFormat.Csv ? await CsvAsync(news, cancellationToken) : Json(news), Encoding.UTF8, cancellationToken);
            File.Move(unfinished, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var later = new NewsAnswer.Later($"The folder {folder} of WriteBack can't be written: {e.Message} Give the service write access, or name another folder.");
            return [.. news.Select(_ => later)];
        }

        return [.. news.Select(_ => new NewsAnswer.Told())];
    }

    private static async Task<string> CsvAsync(IReadOnlyList<InviteNews> news, CancellationToken cancellationToken)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        table.Columns.AddRange([.. Headings.Select(h => new DataColumn(h, typeof(string)))]);
        foreach (var one in news)
        {
            table.Rows.Add([.. new[]
            {
                one.Application, one.CandidateId, one.JobId, one.Word, one.Progress.ToString(), Moment(one), one.Route, one.InterviewId, one.Reference,
            }.Select(Cell)]);
        }

        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = CsvDataWriter.Create(text, new CsvDataWriterOptions { NewLine = "\r\n" }))
        {
            using var reader = table.CreateDataReader();
            await csv.WriteAsync(reader, cancellationToken);
        }

        return text.ToString();
    }

    private static string Json(IReadOnlyList<InviteNews> news) => JsonSerializer.Serialize(news.Select(n => new
    {
        application_id = n.Application, candidate_id = n.CandidateId, job_id = n.JobId, status = n.Word, progress = n.Progress.ToString(), at = Moment(n),
        route = n.Route, interview_id = n.InterviewId, reference = n.Reference,
    }), Indented);

    private static string Cell(string? value) => value is { Length: > 0 } && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value ?? "";

    private static string Moment(InviteNews news) => news.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A route's name as a part of a file's.</summary>
    private static string Slug(string route) => string.Concat(route.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
}
