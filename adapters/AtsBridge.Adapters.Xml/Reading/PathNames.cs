using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>Reads paths aloud as headings: <c>Phone[@type='mobile']</c> as "mobile phone", <c>Job/@id</c> as "Job id".</summary>
internal static partial class PathNames
{
    /// <summary>Elements that hold the candidate's own data together and say nothing else. Whose else it is (a recruiter's) says another name.</summary>
    private static readonly FrozenSet<string> Containers = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "personaldetails", "personaldata", "personalinformation", "personalinfo", "personname", "contactdetails", "contactinformation", "contactinfo",
        "candidaterecordinfo", "candidateprofile", "details");

    public static string Of(string path, string record)
    {
        var name = new StringBuilder();
        var steps = Step().Matches(path);
        for (var i = 0; i < steps.Count; i++)
        {
            var word = steps[i].Groups["name"].Value;
            var kind = steps[i].Groups["kind"].Value;
            var isLast = i == steps.Count - 1;
            if ((!isLast && Containers.Contains(word)) || (isLast && i > 0 && word is "IdValue" or "value" or "Value"))
            {
                continue;
            }

            name.Append(name.Length > 0 ? " " : "").Append(kind.Length > 0 ? Kind(kind) + " " : "").Append(word);
        }

        return name.ToString().ToLowerInvariant() switch
        {
            "formattedname" => "full name",
            "id" => $"{record} id",
            "name" when record.Contains("candidate", StringComparison.OrdinalIgnoreCase) || record.Contains("applica", StringComparison.OrdinalIgnoreCase) => "candidate name",
            _ => name.ToString(),
        };
    }

    private static string Kind(string kind) => kind.ToLowerInvariant() switch
    {
        "cellular" or "cell" => "mobile",
        var other => other,
    };

    [GeneratedRegex("""(?:^|/)@?(?:[^/:\[\]]+:)?(?<name>[^/:\[\]]+)(?:\[(?:@\w+='(?<kind>[^']*)'|\d+)\])?""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
