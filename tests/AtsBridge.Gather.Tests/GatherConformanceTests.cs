using AtsBridge.Gather.Sandbox;
using AtsBridge.Testing;

namespace AtsBridge.Gather.Tests;

public sealed class GatherConformanceTests : SinkConformance<GatherInviteSink, GatherSettings>
{
    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override GatherSettings Settings(Uri address, string key) => new() { BaseUrl = address, ApiKey = key, WebhookSecret = "whsec_conformance" };

    protected override async Task<SamplePlatform> StartAsync(CancellationToken cancellationToken)
    {
        var sandbox = await GatherSandbox.StartAsync(new() { DuplicateInviteAnswer = DuplicateAnswer.Conflict, RateLimits = [] }, TimeProvider.System, cancellationToken);
        return new(sandbox.BaseAddress, "qapi_sandbox", Requests.InterviewId, new SocketsHttpHandler { AllowAutoRedirect = false },
            () => sandbox.Audit.Count(entry => entry.Kind == "invite_sent"), sandbox.DisposeAsync);
    }
}
