using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Reporting;

/// <summary>What is wrong with requests that write.</summary>
internal static class WriteFaults
{
    /// <summary>What is wrong with one of them.</summary>
    /// <param name="settings">The request.</param>
    /// <param name="more">Names in braces beside those of news.</param>
    /// <param name="isWhole">Whether it must say everything itself.</param>
    public static IEnumerable<ValidationResult> Of(WriteRequestSettings settings, IReadOnlyCollection<string> more, bool isWhole) =>
        [.. Path(settings, more, isWhole), .. Headers(settings), .. Body(settings, isWhole), .. Names(more, settings is WriteBackSettings ? nameof(WriteBackSettings.With) : nameof(WriteCallSettings.Needs))];

    /// <summary>What is wrong with the choice of a call, and with what is given to it.</summary>
    public static IEnumerable<ValidationResult> OfChoice(RestSettings settings) => [.. Call(settings), .. Unused(settings)];

    private static IEnumerable<ValidationResult> Call(RestSettings settings)
    {
        if (settings.WriteBack is not { Call: { } name } write || string.IsNullOrWhiteSpace(name))
        {
            yield break;
        }

        if (WriteRequest.Find(settings, name) is not { } call)
        {
            yield return new(settings.Calls.Count == 0
                ? $"There is no call '{name}', nor any other: name a Profile that has some, write it under Calls, or set Path and Body here."
                : $"There is no call '{name}'. There are: {string.Join(", ", settings.Calls.Keys.Order(StringComparer.OrdinalIgnoreCase))}.", ["WriteBack.Call"]);
            yield break;
        }

        foreach (var (need, meaning) in call.Needs.Where(n => string.IsNullOrWhiteSpace(write.With.GetValueOrDefault(n.Key))))
        {
            yield return new($"{need} is missing: the call '{name}' needs it ({meaning}).", [$"WriteBack.With.{need}"]);
        }
    }

    /// <summary>A name that nothing asks for is mostly a misspelt one, and would be missing without a word.</summary>
    private static IEnumerable<ValidationResult> Unused(RestSettings settings)
    {
        if (WriteRequest.Of(settings) is not { } request || NewsText.Read(request.Body) is not { } body)
        {
            return [];
        }

        var asked = NewsText.Places(body).Concat(Placeholders.In(request.Path)).Concat(request.Parameters.Values.SelectMany(Placeholders.In)).Select(NewsValues.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return settings.WriteBack!.With.Keys.Where(n => !asked.Contains(n) && !NewsValues.Names.Contains(n, StringComparer.OrdinalIgnoreCase))
            .Select(n => new ValidationResult($"With has '{n}', which the request does not name. Remove it, or write {{{n}}} where it belongs.", ["WriteBack.With"]));
    }

    private static IEnumerable<ValidationResult> Path(WriteRequestSettings settings, IReadOnlyCollection<string> more, bool isWhole)
    {
        if (settings.Path.Length == 0 && isWhole)
        {
            yield return new("Path is missing. Add \"Path\": \"…\", the address below BaseUrl, such as applications/{Application}/notes.", [nameof(settings.Path)]);
        }

        if (!SettingsCheck.IsBelowBase(settings.Path))
        {
            yield return new($"Path is '{settings.Path}'. It stands below BaseUrl, without a host, '..', blanks or '?'; parameters go into Parameters.", [nameof(settings.Path)]);
        }

        var places = Placeholders.In(settings.Path).Select(p => (Place: p, Key: nameof(settings.Path)))
            .Concat(settings.Parameters.Values.SelectMany(Placeholders.In).Select(p => (Place: p, Key: nameof(settings.Parameters))));
        foreach (var (place, key) in places.Where(p => !NewsValues.Names.Concat(more).Contains(p.Place, StringComparer.Ordinal)))
        {
            yield return new($"{key} has {{{place}}}. There are: {string.Join(", ", NewsValues.Names.Concat(more))}.", [key]);
        }
    }

    private static IEnumerable<ValidationResult> Headers(WriteRequestSettings settings) =>
        settings.Headers.Where(h => !HeaderText.IsName(h.Key) || !HeaderText.IsValue(h.Value) || (IsType(h.Key) && !MediaTypeHeaderValue.TryParse(h.Value, out _)))
            .Select(h => new ValidationResult($"Headers has '{h.Key}', which can't be sent as a header.", [nameof(settings.Headers)]));

    private static IEnumerable<ValidationResult> Body(WriteRequestSettings settings, bool isWhole)
    {
        if ((isWhole || settings.Body.Length > 0) && NewsText.Read(settings.Body) is null)
        {
            yield return new("Body must be the text of a JSON object, each key in it once, such as \"{ \\\"note\\\": \\\"Interview: {Word}\\\" }\".", [nameof(settings.Body)]);
        }
    }

    private static IEnumerable<ValidationResult> Names(IReadOnlyCollection<string> more, string key) =>
        more.Where(n => NewsValues.Names.Contains(n, StringComparer.OrdinalIgnoreCase))
            .Select(n => new ValidationResult($"{key} has '{n}', which news have themselves. Give it another name.", [key]));

    private static bool IsType(string header) => string.Equals(header, "Content-Type", StringComparison.OrdinalIgnoreCase);
}
