using System.Text;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>Reads paths aloud as headings. What an ATS calls in its own way is told by the other paths of the same record.</summary>
internal sealed class PathNames
{
    private readonly HashSet<string> _paths;
    private readonly bool _idIsApplication;
    private readonly bool _nameIsPerson;
    private readonly bool _hasStatus;

    public PathNames(IReadOnlyCollection<string> paths, string? list)
    {
        _paths = [.. paths];
        bool Under(string key) => paths.Any(p => p.StartsWith(key + ".", StringComparison.OrdinalIgnoreCase));
        bool Has(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (paths.Contains(key, StringComparer.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        // A record that carries its candidate's id, or its job and its stage, is an application; one with a list of applications isn't.
        var isApplication = Has("candidate_id", "candidateId", "applicant_id") || Under("candidate") || Under("applicant")
            || list is "applications" or "opportunities" || (Has("stage") && Under("job"));
        _idIsApplication = isApplication && !paths.Any(p => p.StartsWith("applications[0].", StringComparison.Ordinal));
        _nameIsPerson = !Has("first_name", "firstName", "firstname") && !Under("candidate") && !Under("applicant")
            && paths.Any(p => p.StartsWith("email", StringComparison.OrdinalIgnoreCase) || p.StartsWith("phone", StringComparison.OrdinalIgnoreCase));
        _hasStatus = Has("status", "application_status", "applicationStatus", "candidate_status");
        StatusIsFlag = !_hasStatus && (Has("disqualified", "archived") || Under("archived"));
    }

    /// <summary>Whether the only trace of a status is a flag such as <c>disqualified</c>.</summary>
    public bool StatusIsFlag { get; }

    public string Of(string path, PathStep[] steps) => path switch
    {
        "id" when _idIsApplication => "application id",
        "name" when _nameIsPerson => "candidate name",
        "application_step" => "stage",
        "currentInterviewStage.title" => "current stage",
        "currentInterviewStage.id" => "stage id",
        "candidate.primaryEmailAddress.value" => "candidate email",
        "candidate.primaryPhoneNumber.value" => "candidate phone",
        "disqualified" when StatusIsFlag => "status",
        "archived" or "archived.reason" when StatusIsFlag && !_paths.Contains("disqualified") => "status",
        _ => Heading(steps),
    };

    private static string Heading(PathStep[] steps)
    {
        var text = new StringBuilder();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is not PathStep.Key { Name: var name })
            {
                continue;
            }
            // "emails[0].value" is the e-mail; "custom.value" is the value of something.
            var isValueOfElement = i > 1 && i == steps.Length - 1 && steps[i - 1] is PathStep.Index && string.Equals(name, "value", StringComparison.OrdinalIgnoreCase);
            if (isValueOfElement)
            {
                continue;
            }

            var ofList = i + 1 < steps.Length && steps[i + 1] is PathStep.Index;
            text.Append(text.Length > 0 ? " " : "").Append(ofList ? Singular(name) : name);
        }

        return text.ToString();
    }

    private static string Singular(string name) =>
        name.EndsWith("sses", StringComparison.OrdinalIgnoreCase) ? name[..^2]
        : name.EndsWith('s') ? name[..^1]
        : name;
}
