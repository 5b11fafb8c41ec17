using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Profiles;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using Microsoft.Extensions.Configuration;
using Quartz;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks the sources.</summary>
internal sealed class SourceReading(AdapterReading adapters, SettingsBinder binder, ProblemList problems)
{
    private static readonly IReadOnlyCollection<string> WordKeys = [.. ObjectShape.Of(typeof(WordsSection)).Properties.Keys];

    private readonly ProfileReading _profiles = new(problems);

    internal IReadOnlyList<SourceConfiguration> Read(IReadOnlyDictionary<string, SourceSection> written) =>
        [.. written.Select(s => Read(s.Key, s.Value)).OfType<SourceConfiguration>()];

    private SourceConfiguration? Read(string name, SourceSection written)
    {
        var path = $"AtsBridge:Sources:{name}";
        var optionsPath = ConfigurationPath.Combine(path, "Options");
        var adapter = adapters.Find(AdapterKind.Source, written.Adapter, path);
        var options = _profiles.Apply(adapter, adapters.Options(written.Options), optionsPath).ToLookup(o => WordKeys.Contains(o.Key, StringComparer.OrdinalIgnoreCase));
        var words = Words(written, options[true].ToList(), path, optionsPath);
        CheckSchedule(written.Schedule, ConfigurationPath.Combine(path, "Schedule"));
        if (adapter is null)
        {
            return null;
        }

        return new()
        {
            Name = name,
            Adapter = adapter,
            Settings = adapters.Settings(adapter, options[false].ToList(), optionsPath, [.. WordKeys, ProfileReading.Key]),
            Schedule = written.Schedule?.Trim(),
            Contents = words.Contents ?? SourceContents.Full,
            Rules = new()
            {
                StatusMap = words.StatusMap ?? new Dictionary<string, ApplicationStatus>(StringComparer.OrdinalIgnoreCase),
                DateFormats = words.DateFormats ?? [],
            },
            DefaultRegion = words.DefaultRegion?.Trim(),
            Guard = new() { MaxVanished = written.Guard.MaxVanished, MaxMoved = written.Guard.MaxMoved },
        };
    }

    private WordsSection Words(WordsSection beside, IReadOnlyList<IConfigurationSection> inside, string path, string optionsPath)
    {
        var inOptions = (WordsSection)binder.Object(typeof(WordsSection), inside, optionsPath);
        Twice(inside, nameof(WordsSection.Contents), beside.Contents is not null, path);
        Twice(inside, nameof(WordsSection.StatusMap), beside.StatusMap is not null, path);
        Twice(inside, nameof(WordsSection.DefaultRegion), beside.DefaultRegion is not null, path);
        Twice(inside, nameof(WordsSection.DateFormats), beside.DateFormats is not null, path);
        CheckRegion(beside.DefaultRegion, ConfigurationPath.Combine(path, nameof(WordsSection.DefaultRegion)));
        CheckRegion(inOptions.DefaultRegion, ConfigurationPath.Combine(optionsPath, nameof(WordsSection.DefaultRegion)));
        CheckFormats(beside.DateFormats, ConfigurationPath.Combine(path, nameof(WordsSection.DateFormats)));
        CheckFormats(inOptions.DateFormats, ConfigurationPath.Combine(optionsPath, nameof(WordsSection.DateFormats)));
        return new()
        {
            Contents = beside.Contents ?? inOptions.Contents,
            StatusMap = beside.StatusMap ?? inOptions.StatusMap,
            DefaultRegion = beside.DefaultRegion ?? inOptions.DefaultRegion,
            DateFormats = beside.DateFormats ?? inOptions.DateFormats,
        };
    }

    private void Twice(IReadOnlyList<IConfigurationSection> inside, string key, bool isBeside, string path)
    {
        if (isBeside && inside.FirstOrDefault(o => string.Equals(o.Key, key, StringComparison.OrdinalIgnoreCase)) is { } option && !SettingsBinder.IsNull(option))
        {
            problems.Error(option.Path, option.Value, $"{key} is given twice, here and at {path}:{key}. Remove one of them.");
        }
    }

    private void CheckRegion(string? region, string path)
    {
        if (region is null || PhoneNumberNormalizer.IsRegion(region.Trim()))
        {
            return;
        }

        problems.Error(path, region, $"'{region}' is not a region of phone numbers. Use two letters of ISO 3166, such as US or GB, or leave DefaultRegion out.");
    }

    private void CheckFormats(List<string>? formats, string path)
    {
        for (var i = 0; i < (formats?.Count ?? 0); i++)
        {
            if (string.IsNullOrWhiteSpace(formats![i]))
            {
                problems.Error($"{path}:{i}", formats[i], "The format is blank. Write one such as dd/MM/yyyy, or remove it.");
            }
        }
    }

    private void CheckSchedule(string? schedule, string path)
    {
        const string Cure = "Six or seven fields are wanted, seconds first: \"0 0/5 * * * ?\" is every five minutes. "
            + "One of day-of-month and day-of-week must be '?'. Leave Schedule out to sync only when asked.";
        if (schedule is not null && !CronExpression.TryParse(schedule.Trim(), out _))
        {
            problems.Error(path, schedule, $"'{schedule}' is not a Quartz cron expression. {Cure}");
        }
    }
}
