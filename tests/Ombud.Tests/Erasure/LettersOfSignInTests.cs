using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Mail;
using Ombud.SignIn.Codes;
using Ombud.Subjects;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Erasure;

public sealed class LettersOfSignInTests
{
    private const string Anna = "canary.anna@person.example";
    private const string Rolf = "canary.rolf@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task Codes_and_letters_of_a_proved_address_go_with_the_person_and_no_others_do(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var browser = new Browser(app);
        using var another = new Browser(app);
        await browser.SignInAsync(Anna);
        await browser.AskCodeAsync(" Canary.Anna@Person.Example ");
        await another.AskCodeAsync(Rolf);
        var anna = (await app.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, Anna, None))!.Value;
        Assert.Contains(Anna, await app.Http.GetStringAsync("/dev/mails", None), StringComparison.Ordinal);

        await app.Get<EraseSubject>().AskAsync(anna, ErasureReason.Asked, "self", None);
        await app.Get<EraseSubject>().RunAsync(anna, None);

        var mails = await app.Http.GetStringAsync("/dev/mails", None);
        Assert.DoesNotContain(Anna, mails, StringComparison.Ordinal);
        Assert.Contains(Rolf, mails, StringComparison.Ordinal);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var left = await app.Get<AddressHash>().OfAsync(Rolf, None);
        Assert.Equal(left, Assert.Single(await context.Set<SignInCodeRow>().ToListAsync(None)).AddressHash);
        Assert.Equal(left, Assert.Single(await context.Set<OutboxRow>().ToListAsync(None)).AddressHash);
        Assert.Single(await context.Set<JobRow>().ToListAsync(None));
        Assert.Equal(0, await context.Set<ProvedIdentifierRow>().CountAsync(None));
    }
}
