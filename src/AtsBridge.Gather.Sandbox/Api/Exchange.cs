using AtsBridge.Gather.Sandbox.Audit;
using AtsBridge.Gather.Sandbox.Limits;
using Microsoft.AspNetCore.Http;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>A request on its connection, with its line in the log.</summary>
internal sealed record Exchange(HttpContext Context, ApiRequest Request, RequestLog.Line Line, LimitState? Limits);
