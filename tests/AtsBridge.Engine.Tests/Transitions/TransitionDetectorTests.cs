using AtsBridge.Transitions;

namespace AtsBridge.Engine.Tests.Transitions;

public sealed class TransitionDetectorTests
{
    [Fact]
    public void AnApplicationThatWasNotKnownAppears() =>
        Assert.Equal(TransitionKind.Appeared, Between(null, Some.Application())!.Kind);

    [Fact]
    public void AnotherStageIsAMove() =>
        Assert.Equal(TransitionKind.Moved, Between(Some.Application(stage: "Applied"), Some.Application(stage: "Interview"))!.Kind);

    [Theory]
    [InlineData("Interview", "interview")]
    [InlineData("Interview", " Interview ")]
    [InlineData(null, null)]
    public void CaseAndSurroundingSpaceAreNoMove(string? before, string? after) =>
        Assert.Null(Between(Some.Application(stage: before), Some.Application(stage: after)));

    [Fact]
    public void ARenamedStageWithTheSameIdIsNoMove() =>
        Assert.Null(Between(
            Some.Application(stage: "Interview") with { StageId = "77" },
            Some.Application(stage: "First interview") with { StageId = "77" }));

    [Fact]
    public void AnotherStageIdIsAMoveAlsoUnderTheSameName() =>
        Assert.Equal(TransitionKind.Moved, Between(
            Some.Application() with { StageId = "77" }, Some.Application() with { StageId = "78" })!.Kind);

    [Fact]
    public void AnotherStatusInTheSameStageIsATransition() =>
        Assert.Equal(TransitionKind.StatusChanged, Between(
            Some.Application(status: ApplicationStatus.OnHold), Some.Application())!.Kind);

    [Fact]
    public void AnythingElseIsNoTransition() =>
        Assert.Null(Between(Some.Application(), Some.Application() with { Email = null, FirstName = "Other", UpdatedAt = Some.Now }));

    [Fact]
    public void TheSourceKnowsBestWhenItHappened()
    {
        var entered = Some.Now.AddDays(-3);
        var updated = Some.Now.AddDays(-1);

        Assert.Equal(entered, Between(null, Some.Application() with { StageEnteredAt = entered, UpdatedAt = updated })!.OccurredAt);
        Assert.Equal(updated, Between(null, Some.Application() with { UpdatedAt = updated })!.OccurredAt);
        Assert.Equal(Some.Now, Between(null, Some.Application())!.OccurredAt);
    }

    private static StageTransition? Between(Application? before, Application after) => TransitionDetector.Between(before, after, Some.Now);
}
