using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Systems.Erasing;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>A system that is asked over HTTP, from the dataset file to the receipt.</summary>
public sealed class HttpSystemTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task An_erasure_reaches_it_call_by_call_and_is_verified_by_asking_again()
    {
        await using var letters = await HttpSystem.StartAsync();
        letters.Add(1, Anna, "Anna");
        letters.Add(2, "bo@person.example", "Bo");
        letters.Refuses = true;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, letters.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        var erasing = app.Get<EraseSubject>();
        await EraseInSystemsTests.EraseAsync(app, person.Id);

        var refused = Assert.Single(await app.Get<EraseInSystems>().OfAsync(person.Id, None));
        Assert.Equal((SystemErasureState.Asked, "openings"), (refused.State, refused.ProblemTable));
        Assert.Contains("may not do this", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(2, letters.Tables["readers"].Count);

        letters.Refuses = false;
        await app.Get<EraseInSystems>().HurryAsync(person.Id, None);
        for (var tries = 0; tries < 100 && (await erasing.RunAsync(person.Id, None)).Step is not ErasureStep.Done; tries++)
            await Task.Delay(100, None);

        var done = Assert.Single(await app.Get<EraseInSystems>().OfAsync(person.Id, None));
        Assert.Equal(SystemErasureState.Verified, done.State);
        Assert.Equal("bo@person.example", Assert.Single(letters.Tables["readers"])["email"]!.GetValue<string>());
        Assert.Equal([20, 21], letters.Tables["openings"].Select(row => row["id"]!.GetValue<int>()));
    }

    [Fact]
    public async Task It_is_drafted_as_a_frame_connected_looked_at_and_its_secret_never_said()
    {
        await using var letters = await HttpSystem.StartAsync();
        letters.Add(1, Anna, "Anna");
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        string[] settings = [.. storage.Arguments, letters.Connection];

        var (drafted, draft, _) = await OmbudProcess.RunAsync(
            ["discover", "letters", "--kind", "Http", "--connection", "Letters", "--controller", "aerotek-se", .. settings]);
        Assert.Equal(0, drafted);
        Assert.Contains("decide: no interface over HTTP lists its tables", draft, StringComparison.Ordinal);

        var (code, said, refused) = await OmbudProcess.RunAsync(["connect", letters.File, .. settings]);
        Assert.Equal((0, ""), (code, refused));
        Assert.Contains("letters: answers and is as described (2 tables)", said, StringComparison.Ordinal);

        foreach (var row in letters.Tables["readers"])
            row.Remove("name");
        var (drifted, _, drift) = await OmbudProcess.RunAsync(["systems", .. settings]);
        Assert.Equal(1, drifted);
        Assert.Contains("letters: readers.name: the field is not there", drift, StringComparison.Ordinal);

        string[] wrong = [.. storage.Arguments, letters.Connection.Replace("right", "s3cret", StringComparison.Ordinal)];
        var (unknown, _, why) = await OmbudProcess.RunAsync(["systems", .. wrong]);
        Assert.Equal(1, unknown);
        Assert.Contains("refused the login", why, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", why, StringComparison.Ordinal);
    }
}
