namespace AtsBridge.Cli.Tests;

/// <summary>The verbs on a ledger with something in it, as a script in a pipe sees them.</summary>
public sealed class LedgerTests(TwoDays days) : IClassFixture<TwoDays>
{
    [Fact]
    public void TheFirstSyncIsTheBaselineAndEndsWith0()
    {
        Assert.Equal((0, ""), (days.FirstSync.Code, days.FirstSync.Error));
        Assert.Contains("Baseline", days.FirstSync.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePlanIsWhatTheSyncDoes()
    {
        Assert.Equal((0, 0), (days.Plan.Code, days.SecondSync.Code));
        var planned = days.Plan.Json().GetProperty("decisions").EnumerateArray().Count(d => d.GetProperty("verdict").GetString() == "Invite");
        Assert.Equal(37, planned);
        Assert.Equal(planned, days.SecondSync.Json().GetProperty("delivery")[0].GetProperty("sent").GetInt32());
        Assert.Equal(planned, days.Invites.Count);
    }

    [Fact]
    public void WhatMachinesGetOfPlanAndSyncNamesNobody()
    {
        Assert.Empty(days.Private(days.Plan));
        Assert.Empty(days.Private(days.SecondSync));
    }

    [Fact]
    public async Task TheInvitesForMachinesNameNobody()
    {
        var list = await days.Place.AskAsync("invites", "list", "--limit", "1000", "--output", "json");
        var show = await days.Place.AskAsync("invites", "show", days.No(0), "--output", "json");

        Assert.Equal((0, "", 0, ""), (list.Code, list.Error, show.Code, show.Error));
        Assert.InRange(list.Json().GetProperty("invites").GetArrayLength(), days.Invites.Count, 1000);
        Assert.NotEmpty(show.Json().GetProperty("attempts").EnumerateArray());
        Assert.Empty(days.Private(list).Concat(days.Private(show)));
    }

    [Fact]
    public async Task TheInvitesForPeopleNameThem()
    {
        var list = await days.Place.AskAsync("invites", "list", "--limit", "1000");

        Assert.Equal(0, list.Code);
        Assert.Contains(days.Invites.Select(i => i.Request.LastName), name => name.Length > 3 && list.Out.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnActThatChoosesNothingIsADocumentToo()
    {
        var released = await days.Place.AskAsync("invites", "release", "--state", "Rejected", "--output", "json");

        Assert.Equal(1, released.Code);
        Assert.Empty(released.Json().GetProperty("results").EnumerateArray());
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("plan")]
    [InlineData("stages --source acme")]
    [InlineData("validate")]
    [InlineData("explain 00041079")]
    [InlineData("backfill --route support*interviews --yes")]
    [InlineData("invites list")]
    [InlineData("status")]
    [InlineData("pause --sink gather")]
    [InlineData("resume --sink gather")]
    [InlineData("quarantine list")]
    [InlineData("quarantine list --all")]
    [InlineData("news list")]
    [InlineData("news list --state Refused --limit 5")]
    public async Task EveryVerbSpeaksOneDocumentOrPlainText(string line)
    {
        var args = line.Split(' ').Select(a => a.Replace('*', ' ')).ToArray();
        var json = await days.Place.AskAsync([.. args, "--output", "json"]);
        var text = await days.Place.AskAsync(args);

        Assert.Equal(System.Text.Json.JsonValueKind.Object, json.Json().ValueKind);
        Assert.Equal((0, 0), (json.Code, text.Code));
        Assert.Equal(("", ""), (json.Error, text.Error));
        Assert.NotEmpty(text.Out);
        Assert.DoesNotContain("\u001b", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text.Out);
        Assert.DoesNotContain('%', text.Out);
    }

    [Theory]
    [InlineData("explain nobody@example.com", "nobody@example.com")]
    [InlineData("invites show 999999", "invites list")]
    public async Task WhoOrWhatIsNotThereEndsWith1(string line, string says)
    {
        var answer = await days.Place.AskAsync(line.Split(' '));

        Assert.Equal(1, answer.Code);
        Assert.Contains(says, answer.Out + answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invites cancel", "--state")]
    [InlineData("invites cancel 999999", "999999")]
    [InlineData("invites retry --state Rejected 12", "12")]
    [InlineData("quarantine retry 999999", "999999")]
    [InlineData("news retry", "--state")]
    [InlineData("news retry 999999", "999999")]
    [InlineData("news list --limit 0", "--limit takes a number from 1")]
    [InlineData("news list --state 1", "'1'")]
    public async Task AnActThatNamesNothingThatExistsIsAWrongCommand(string line, string says)
    {
        var answer = await days.Place.AskAsync([.. line.Split(' '), "--yes"]);

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains(says, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutYesNothingHappensInAPipe()
    {
        var answer = await days.Place.AskAsync("invites", "resend", days.No(0), "--output", "json");

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains("--yes", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnActThatIsNotPossibleEndsWith1AndSaysWhy()
    {
        var answer = await days.Place.AskAsync("invites", "cancel", days.No(0), "--yes", "--output", "json");

        Assert.Equal((1, ""), (answer.Code, answer.Error));
        var result = Assert.Single(answer.Json().GetProperty("results").EnumerateArray());
        Assert.False(result.GetProperty("done").GetBoolean());
        Assert.NotEmpty(result.GetProperty("words").GetString()!);
    }

    [Fact]
    public async Task TheStoryOfAPersonEndsInWords()
    {
        var invited = await days.Place.AskAsync("explain", "00041079");
        var not = await days.Place.AskAsync("explain", "00041124");

        Assert.Contains("engineering interviews", invited.Out, StringComparison.Ordinal);
        Assert.Contains("AlreadyInvited", not.Out, StringComparison.Ordinal);
    }
}
