using System.CommandLine;
using System.Globalization;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>--limit</c>, the same for every list.</summary>
internal static class LimitOption
{
    /// <param name="usual">How many there are where nothing is said; null: all.</param>
    internal static Option<int?> Create(int? usual)
    {
        var limit = new Option<int?>("--limit")
        {
            Description = usual is { } most ? string.Create(CultureInfo.InvariantCulture, $"At most so many. Default {most}.") : "At most so many, the newest. Default: all.",
            HelpName = "N",
        };
        limit.Validators.Add(result =>
        {
            // SQLite takes a negative limit for none at all: release --limit -1 let everybody go.
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var least) && least < 1)
            {
                result.AddError("--limit takes a number from 1.");
            }
        });
        return limit;
    }
}
