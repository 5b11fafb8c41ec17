using System.Globalization;
using System.Text.RegularExpressions;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>What a host answers at <c>/metrics</c>.</summary>
internal sealed record Scrape(string Text, IReadOnlyList<Scrape.Sample> Samples)
{
    public static async Task<Scrape> OfAsync(Uri host)
    {
        using var http = new HttpClient { BaseAddress = host };
        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        return new(text, [.. text.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(Sample.Of)]);
    }

    /// <summary>The sum of the samples of a name with these labels, of which there must be one.</summary>
    public double Value(string name, params (string Label, string Value)[] labels)
    {
        var samples = Of(name, labels).ToList();
        Assert.True(samples.Count > 0, $"there is no {name}\n{Text}");
        return samples.Sum(s => s.Value);
    }

    public IEnumerable<Sample> Of(string name, params (string Label, string Value)[] labels) =>
        Samples.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Label) == l.Value));

    /// <summary>The samples of a name above zero, each as its value and what these labels say, in order.</summary>
    public IEnumerable<string> By(string name, params string[] labels) => Of(name).Where(s => s.Value > 0)
        .Select(s => string.Join(' ', labels.Select(l => s.Labels.GetValueOrDefault(l, "-")).Append(s.Value.ToString(CultureInfo.InvariantCulture))))
        .Order(StringComparer.Ordinal);

    internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
    {
        internal static Sample Of(string line)
        {
            var match = Regex.Match(line, @"^(?<name>\w+)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            Assert.True(match.Success, line);
            var labels = Regex.Matches(match.Groups["labels"].Value, "(?<label>\\w+)=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
                .ToDictionary(m => m.Groups["label"].Value, m => m.Groups["text"].Value, StringComparer.Ordinal);
            return new(match.Groups["name"].Value, labels, double.Parse(match.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        }
    }
}
