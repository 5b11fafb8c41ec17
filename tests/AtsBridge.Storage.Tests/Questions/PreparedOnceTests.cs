namespace AtsBridge.Storage.Tests.Questions;

/// <summary>A question that is asked again sends no statement that was not prepared the first time.</summary>
[Collection(nameof(QueryPlanTests))]
public sealed class PreparedOnceTests
{
    public static TheoryData<string> Names => [.. AskedQuestions.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WhatIsAskedAgainIsNotPreparedAgain(string name)
    {
        await using var store = new SqliteStore();
        await AnyLedger.FillAsync(store, seed: 1);
        using var recorded = new RecordedStatements();
        await store.RestartAsync();

        await AskedQuestions.All[name](store.Open, TestContext.Current.CancellationToken);
        Assert.NotEmpty(recorded.All);
        recorded.Forget();
        await AskedQuestions.All[name](store.Open, TestContext.Current.CancellationToken);

        Assert.Empty(recorded.All);
    }
}
