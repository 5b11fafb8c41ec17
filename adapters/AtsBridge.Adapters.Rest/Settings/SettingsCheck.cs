using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Lookups;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Reporting;
using AtsBridge.Adapters.Rest.Webhooks;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>Everything about the settings that attributes can't say.</summary>
internal static class SettingsCheck
{
    private static readonly SearchValues<char> NotInPath = SearchValues.Create("?#\\\r\n ");
    private static readonly SearchValues<char> NotInName = SearchValues.Create(".[]'\" ");

    public static IEnumerable<ValidationResult> Of(RestSettings settings) =>
        [.. Address(settings), .. Calls(settings), .. Paths(settings), .. Fields(settings), .. Lookups(settings), .. Webhook(settings), .. WriteFaults.OfChoice(settings)];

    /// <summary>Whether an address stands below <c>BaseUrl</c> and holds nothing but a path.</summary>
    public static bool IsBelowBase(string path) =>
        !path.Contains("://", StringComparison.Ordinal) && !path.AsSpan().ContainsAny(NotInPath) && !path.Split('/').Contains("..", StringComparer.Ordinal);

    private static IEnumerable<ValidationResult> Address(RestSettings settings)
    {
        if (settings.BaseUrl is { } address && !SafeAddress.Is(address))
        {
            yield return new("BaseUrl must be an https address without a user in it; http is for this machine alone, because keys and people's data travel there.", [nameof(settings.BaseUrl)]);
        }
        else if (settings.BaseUrl is { Query.Length: > 0 } or { Fragment.Length: > 0 })
        {
            yield return new("BaseUrl has a question mark or a # in it. Put parameters into Parameters.", [nameof(settings.BaseUrl)]);
        }

        foreach (var (name, value) in settings.Headers.Where(h => !HeaderText.IsName(h.Key) || !HeaderText.IsValue(h.Value)))
        {
            yield return new($"Headers has '{name}', which can't be sent as a header.", [nameof(settings.Headers)]);
        }
    }

    private static IEnumerable<ValidationResult> Calls(RestSettings settings)
    {
        var calls = settings.Lookups.Select(l => ($"Lookups.{l.Key}", (CallSettings)l.Value)).Append(("", settings)).Append(("Application", settings.Application!)).Where(c => c.Item2 is not null);
        foreach (var (place, call) in calls)
        {
            var prefix = place.Length == 0 ? "" : place + ".";
            if (!IsBelowBase(call.Path))
            {
                yield return new($"Path is '{call.Path}'. It stands below BaseUrl, without a host, '..', blanks or '?'; parameters go into Parameters.", [prefix + nameof(call.Path)]);
            }

            if (call.Body is not null && !IsObject(call.Body.Replace("{id}", "id", StringComparison.Ordinal)))
            {
                yield return new("Body must be the text of a JSON object, such as \"{ \\\"limit\\\": 100 }\".", [prefix + nameof(call.Body)]);
            }
        }
    }

    private static IEnumerable<ValidationResult> Paths(RestSettings settings)
    {
        var (paging, answer) = (settings.Paging, settings.Answer);
        (string Place, string? Path)[] paths =
        [
            ("Paging.Next", paging.Next), ("Paging.More", paging.More), ("Paging.Last", paging.Last), ("Paging.Pages", paging.Pages), ("Paging.Total", paging.Total),
            .. settings.Authentication.Login.SelectMany(l => new[] { ($"Authentication.Login.{l.Key}.Take", l.Value.Take), ($"Authentication.Login.{l.Key}.BaseUrl", l.Value.BaseUrl) }),
            ("Answer.Success", answer.Success), ("Answer.Error", answer.Error), ("Since.Next", settings.Since?.Next), .. settings.Each.Select((e, i) => ($"Each.{i}", (string?)e)),
        ];
        var keys = settings.Lookups.SelectMany(l => new[] { ($"Lookups.{l.Key}.Records", (string?)l.Value.Records), ($"Lookups.{l.Key}.Page", l.Value.Page) })
            .Append(("Records", settings.Records)).Append(("Application.Records", settings.Application?.Records));
        return [.. paths.SelectMany(p => Fault(p.Place, p.Path)), .. keys.SelectMany(k => KeyFault(k.Item1, k.Item2))];
    }

    private static IEnumerable<ValidationResult> Fields(RestSettings settings)
    {
        if (settings.Fields is not { } fields)
        {
            yield break;
        }

        if (!fields.Named().Any())
        {
            yield return new("Fields names no field. Name at least the key and the stage.", [nameof(settings.Fields)]);
        }

        if (settings.Since is { Style: SinceStyle.Time } && string.IsNullOrWhiteSpace(fields.UpdatedAt))
        {
            yield return new("Fields:UpdatedAt is missing: Since goes on from the greatest of them.", ["Fields.UpdatedAt"]);
        }

        foreach (var field in fields.Named())
        {
            foreach (var fault in ReachFault(settings, (field.Field is null ? "Fields.Attributes." : "Fields.") + field.Name, field.Source))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<ValidationResult> Lookups(RestSettings settings)
    {
        foreach (var (name, lookup) in settings.Lookups)
        {
            var inPath = Placeholders.In(lookup.Path).Select(p => ("Path", p)).Append(("By", lookup.By!)).Where(p => !string.IsNullOrWhiteSpace(p.Item2));
            foreach (var fault in inPath.SelectMany(p => ReachFault(settings, $"Lookups.{name}.{p.Item1}", p.Item2)).Concat(Fault($"Lookups.{name}.Id", lookup.Id)))
            {
                yield return fault;
            }

            if (name.AsSpan().ContainsAny(NotInName))
            {
                yield return new($"The lookup '{name}' needs a name of letters: it stands in paths.", [$"Lookups.{name}"]);
            }
        }

        if (LookupOrder.Of(settings.Lookups) is null)
        {
            yield return new("Two lookups need each other, so neither can be asked first.", [nameof(settings.Lookups)]);
        }
    }

    private static IEnumerable<ValidationResult> Webhook(RestSettings settings)
    {
        if (settings.Webhook is not { } webhook)
        {
            yield break;
        }

        (string Place, string? Path)[] paths =
        [
            ("Webhook.Event", webhook.Event), ("Webhook.Test", webhook.Test), ("Webhook.Signature.At", webhook.Signature?.At), ("Webhook.Signature.TimeAt", webhook.Signature?.TimeAt),
            .. webhook.Events.SelectMany(e => new[] { ($"Webhook.Events.{e.Key}.Records", IsRoot(e.Value.Records) ? null : e.Value.Records), ($"Webhook.Events.{e.Key}.Id", e.Value.Id) }),
            .. webhook.Where.Keys.Select(k => ("Webhook.Where", (string?)k)), .. (webhook.Fields?.Named() ?? []).Select(f => ("Webhook.Fields." + f.Name, (string?)f.Source)),
            .. Placeholders.In(webhook.Signature?.Over ?? "").Where(Signature.IsPath).Select(p => ("Webhook.Signature.Over", (string?)p)),
        ];
        foreach (var fault in paths.SelectMany(p => Fault(p.Place, p.Path)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<ValidationResult> ReachFault(RestSettings settings, string place, string text)
    {
        foreach (var fault in Fault(place, text))
        {
            yield return fault;
            yield break;
        }

        var reach = RecordPath.Parse(text);
        if (reach.Lookup is { } lookup && !settings.Lookups.ContainsKey(lookup))
        {
            yield return new($"'{text}' names a lookup that is not in Lookups.", [place]);
        }

        if (reach.IsOuter && settings.Each.Count == 0)
        {
            yield return new($"'{text}' reaches for the record around the application, and there is none without Each.", [place]);
        }
    }

    private static IEnumerable<ValidationResult> Fault(string place, string? path)
    {
        if (path is null)
        {
            yield break;
        }

        var fault = default(string);
        try
        {
            JsonPath.Parse(path);
        }
        catch (FormatException e)
        {
            fault = e.Message;
        }

        if (fault is not null)
        {
            yield return new($"'{path}' is no path: {fault}.", [place]);
        }
    }

    private static List<ValidationResult> KeyFault(string place, string? path)
    {
        var faults = IsRoot(path) ? [] : Fault(place, path).ToList();
        return faults.Count > 0 || path is null || IsRoot(path) || JsonPath.Parse(path).Keys is not null ? faults
            : [new($"'{path}' may name keys only, such as data.applications.", [place])];
    }

    private static bool IsRoot(string? path) => path?.Trim() == "$";

    private static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
