using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;

namespace Ombud.Tests.Log;

public sealed class LedgerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_fact_is_durable_folds_into_the_standing_and_is_taken_into_the_tree(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var subject = SubjectId.New(TimeProvider.System);

        var appended = await app.Get<Ledger>().AppendAsync(subject, new SampleGiven("newsletters"), CancellationToken.None);

        var done = Assert.IsType<Appended.Done>(appended);
        Assert.Equal(1, done.Standing!.Version);
        var standing = await app.Get<Standings>().FindAsync(subject, CancellationToken.None);
        Assert.Equal(ConsentAnswer.Given, standing!.Consents["newsletters"].Answer);
        var folded = await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        Assert.Equal(standing.Version, folded.Version);
    }
}
