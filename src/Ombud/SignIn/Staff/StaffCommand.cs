using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Shared;

namespace Ombud.SignIn.Staff;

/// <summary>The command <c>staff add</c>: makes a further account of the staff, also while the product serves.</summary>
internal static class StaffCommand
{
    private const int Unfit = 2;

    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Command Staff(Func<string[], Task<WebApplication>> build) =>
        new("staff", "Make accounts for the people who work in the Console.") { Add(build) };

    private static Command Add(Func<string[], Task<WebApplication>> build)
    {
        var name = new Argument<string>("name")
        {
            Description = "The user name, of letters, digits and -._@+; better none that says who somebody is.",
        };
        var role = new Option<string>("--role")
        {
            Description = "officer: works in the privacy office. dpo: the data protection officer, who sees all, decides nothing and "
                + "alone reads what is written to the officer.",
            DefaultValueFactory = _ => StaffRoles.Officer,
        };
        role.AcceptOnlyFromAmong([.. StaffRoles.All]);
        var command = new Command("add", "Make an account. Its password is shown once, now.") { name, role };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            await using var scope = app.Services.CreateAsyncScope();
            var (password, errors) = await scope.ServiceProvider.GetRequiredService<AddStaff>().RunAsync(
                parsed.GetValue(name)!, parsed.GetValue(role)!, cancel);
            if (password is null)
            {
                await Console.Error.WriteLineAsync("No account was made:");
                foreach (var error in errors)
                    await Console.Error.WriteLineAsync("  - " + error);
                return Unfit;
            }
            await Console.Out.WriteLineAsync("The account is made. Keep its password now; nobody can show it again:");
            await Console.Out.WriteLineAsync(password);
            return 0;
        });
        return command;
    }
}

/// <summary>Makes a further account of the staff.</summary>
internal sealed class AddStaff(UserManager<StaffAccount> accounts, OmbudContext context, FactBodies bodies, TimeProvider time)
{
    /// <param name="role">One of <see cref="StaffRoles"/>.</param>
    /// <returns>The password, or what is wrong with the name.</returns>
    public async Task<(string? Password, IReadOnlyList<string> Errors)> RunAsync(string name, string role, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (id, password) = (Guid.CreateVersion7(now), FirstOfficer.NewPassword());
        // The account's store writes through the same context: account and fact are one commit.
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var result = await accounts.CreateAsync(
            new StaffAccount { Id = id, UserName = name, CreatedAt = now, Roles = role }, password);
        if (!result.Succeeded)
            return (null, [.. result.Errors.Select(error => error.Description)]);
        var rows = new LedgerRows();
        rows.AddClear(bodies.Write(Guid.CreateVersion7(now), subject: null, new StaffAdded(id, role), Micros.Truncate(now)));
        context.AddRange(rows.Clear);
        context.AddRange(rows.Unsequenced);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (password, []);
    }
}
