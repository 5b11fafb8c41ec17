using AtsBridge.Delivery;
using AtsBridge.Hosting.Health;

namespace AtsBridge.Hosting.Tests.Health;

public sealed class MissingSinkTests
{
    private readonly Standing _standing = new();

    [Fact]
    public async Task UnfinishedInvitesOfASinkThatIsGoneAreAProblemWithWhatToDo()
    {
        Unfinished("old sink", (InviteState.Due, 12), (InviteState.Held, 3), (InviteState.Ambiguous, 2));

        var status = await _standing.ReadAsync();

        var problem = Assert.Single(status.Problems);
        Assert.Equal((FindingKind.SinkMissing, "old sink", 17L), (problem.Kind, problem.Name, problem.Count));
        Assert.Equal(
            "17 unfinished invites belong to sink 'old sink', which the configuration does not have, and nothing delivers them: give the sink its name back, or cancel them: "
            + "atsbridge invites cancel --sink \"old sink\" --state Held Due (2 may have been sent, which only the sink can tell: they can't be cancelled).",
            problem.Message);
        Assert.Equal("atsbridge invites list --sink \"old sink\" --state Held Due Ambiguous", problem.Command);
    }

    [Fact]
    public async Task WhatMayHaveBeenSentIsNotToBeCancelled()
    {
        Unfinished("old", (InviteState.NeedsReview, 1));

        Assert.Equal(
            "1 unfinished invite belongs to sink 'old', which the configuration does not have, and nothing delivers them: give the sink its name back "
            + "(1 may have been sent, which only the sink can tell: they can't be cancelled).",
            Assert.Single((await _standing.ReadAsync()).Problems).Message);
    }

    [Fact]
    public async Task ASinkWhoseNameIsOnlySpelledOtherwiseIsMissingTooAndSaysSo()
    {
        Unfinished("Gather", (InviteState.Due, 1));

        var problem = Assert.Single((await _standing.ReadAsync()).Problems);

        Assert.EndsWith("it has 'gather', and the store tells names apart by their letters. Write 'Gather' again.", problem.Message, StringComparison.Ordinal);
        Assert.Null(problem.Command);
    }

    [Fact]
    public async Task TheInvitesOfAConfiguredSinkAreItsOwnAffair()
    {
        Unfinished("gather", (InviteState.Due, 12));

        Assert.True((await _standing.ReadAsync()).Healthy);
    }

    private void Unfinished(string sink, params (InviteState State, long Count)[] invites) =>
        _standing.Unfinished.Add(new(sink, invites.ToDictionary(i => i.State, i => i.Count)));
}
