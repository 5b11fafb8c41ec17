using System.Collections.Specialized;
using System.Web;

namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>Bullhorn as far as we know it: a login of three requests, sessions that end, and submissions page by page.</summary>
internal sealed class FakeBullhorn(string rows)
{
    private readonly HashSet<string> _codes = [];
    private readonly HashSet<string> _accessTokens = [];
    private FakeApi? _api;
    private int _asked;

    public FakeApi Api => _api!;

    /// <summary>How often somebody has logged in to the end.</summary>
    public int Sessions { get; private set; }

    /// <summary>The token that is good, if one is.</summary>
    public string? Session { get; private set; }

    /// <summary>How many requests a session lives for.</summary>
    public int LivesFor { get; set; } = int.MaxValue;

    public string Password { get; set; } = "p&ss wörd";

    public string RestUrl { get; set; } = "";

    public const string Options = """{ "Authentication": { "ClientId": "c-1", "ClientSecret": "s/1", "User": "api.user", "Password": "p&ss wörd", "Login": { "code": { "Address": "HOSTauthorize" }, "access_token": { "Address": "HOSTtoken" }, "token": { "Address": "HOSTrest-services/login" } } } }""";

    public static async Task<FakeBullhorn> StartAsync(string rows)
    {
        var fake = new FakeBullhorn(rows);
        fake._api = await FakeApi.StartAsync(fake.Answer);
        fake.RestUrl = $"{fake.Api.Address}rest-services/abc/";
        return fake;
    }

    public VendorSource Open(Func<string, string>? change = null) =>
        VendorSource.Open("bullhorn", Api, (change ?? (o => o))(Options).Replace("HOST", Api.Address.ToString()), "rest-services/abc");

    private Reply Answer(Asked asked) => asked.Path switch
    {
        "/authorize" => Authorize(asked, HttpUtility.ParseQueryString(asked.Body)),
        "/token" => Exchange(HttpUtility.ParseQueryString(asked.Body)),
        "/rest-services/login" => LogIn(asked),
        "/rest-services/abc/query/JobSubmission" => List(asked),
        _ => Reply.Of(404),
    };

    private Reply Authorize(Asked asked, NameValueCollection form)
    {
        if (asked["client_id"] != "c-1" || asked["response_type"] != "code" || form["action"] != "Login")
        {
            return Reply.Of(400);
        }

        if (form["username"] != "api.user" || form["password"] != Password)
        {
            // The page to log in at, once more.
            return new Reply(200, "<html>Invalid credentials</html>"u8.ToArray()) { ContentType = "text/html" };
        }

        var code = $"22:code/{_codes.Count}+x";
        _codes.Add(code);
        return Reply.Of(302, "", ("Location", $"https://www.bullhorn.com/?code={Uri.EscapeDataString(code)}&client_id=c-1"));
    }

    private Reply Exchange(NameValueCollection form)
    {
        if (form["grant_type"] != "authorization_code" || form["client_id"] != "c-1" || form["client_secret"] != "s/1" || !_codes.Remove(form["code"] ?? ""))
        {
            return Reply.Of(400, """{"error":"invalid_grant"}""");
        }

        var token = $"22:{Guid.NewGuid()}";
        _accessTokens.Add(token);
        return Reply.Json($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":600,"refresh_token":"r"}""");
    }

    private Reply LogIn(Asked asked)
    {
        if (asked["version"] != "*" || !_accessTokens.Remove(asked["access_token"] ?? ""))
        {
            return Reply.Of(401, """{"errorMessage":"Invalid or expired OAuth access token."}""");
        }

        (Session, _asked) = ($"session-{++Sessions}", 0);
        return Reply.Json($$"""{"BhRestToken":"{{Session}}","restUrl":"{{RestUrl}}"}""");
    }

    private Reply List(Asked asked)
    {
        if (Session is null || asked.Headers.GetValueOrDefault("BhRestToken") != Session)
        {
            return Reply.Of(401, """{"errorMessage":"Bad 'BhRestToken' or timed-out."}""");
        }

        Session = ++_asked < LivesFor ? Session : null;
        var page = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(int.Parse(asked["start"]!, System.Globalization.CultureInfo.InvariantCulture)).Take(2).ToList();
        return Reply.Json($$"""{"start":{{asked["start"]}},"count":{{page.Count}},"data":[{{string.Join(",", page)}}]}""");
    }
}
