using System.Text.RegularExpressions;
using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks how sinks are to know our people.</summary>
internal static partial class PersonReferenceReading
{
    /// <summary>What the routes of a sink use.</summary>
    internal static PersonReferenceTemplate Of(BridgeSection written, string? sink) =>
        sink is not null && written.Sinks[sink].PersonExternalId is { } text ? new(text.Trim()) : PersonReferenceTemplate.Usual;

    internal static void Check(BridgeSection written, ProblemList problems)
    {
        foreach (var (name, sink) in written.Sinks)
        {
            if (sink.PersonExternalId is { } text && Fault(text, SourcesOf(written, name)) is { } fault)
            {
                problems.Error($"AtsBridge:Sinks:{name}:PersonExternalId", text, fault);
            }
        }
    }

    private static List<string> SourcesOf(BridgeSection written, string sink) =>
        [.. written.Routes.Where(r => string.Equals(r.Sink?.Trim(), sink, StringComparison.OrdinalIgnoreCase))
            .Select(r => r.Source?.Trim() ?? "").Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string? Fault(string text, List<string> sources)
    {
        if (!text.Contains(PersonReferenceTemplate.CandidateId, StringComparison.Ordinal))
        {
            return $"'{text}' would be the same for everybody. It must hold {PersonReferenceTemplate.CandidateId}, such as {PersonReferenceTemplate.Usual.Text}.";
        }

        if (Placeholder().Matches(text).Select(m => m.Value).FirstOrDefault(p => p is not (PersonReferenceTemplate.CandidateId or PersonReferenceTemplate.Source)) is { } unknown)
        {
            return $"{unknown} is not known here. Allowed are {PersonReferenceTemplate.CandidateId} and {PersonReferenceTemplate.Source}.";
        }

        return sources.Count > 1 && !text.Contains(PersonReferenceTemplate.Source, StringComparison.Ordinal)
            ? $"{sources.Count} sources send to this sink ({string.Join(", ", sources)}), and candidate 7 of one is not candidate 7 of another. Put {PersonReferenceTemplate.Source} into it."
            : null;
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
