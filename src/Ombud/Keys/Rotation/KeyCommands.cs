using System.CommandLine;

namespace Ombud.Keys.Rotation;

/// <summary>The commands <c>keys rotate-epoch</c> and <c>keys rotate-master</c>; both may run while the product serves.</summary>
internal static class KeyCommands
{
    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Command Keys(Func<string[], Task<WebApplication>> build) => new("keys", "Rotate the keys that wrap the data keys.")
    {
        Rotation("rotate-epoch", "Wrap every data key anew and destroy the older epoch keys: copies of wrapped keys open no more.",
            build, async (rotation, cancel) => $"Wrapped {await rotation.RotateEpochAsync(cancel)} keys under a new epoch."),
        Rotation("rotate-master", "Make a new master key. The old file stays as master.key.old; destroy it when no backup needs it.",
            build, async (rotation, cancel) =>
            {
                await rotation.RotateMasterAsync(cancel);
                return "A new master key is in force.";
            }),
    };

    private static Command Rotation(
        string name, string description, Func<string[], Task<WebApplication>> build,
        Func<KeyRotation, CancellationToken, Task<string>> rotate)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            await Console.Out.WriteLineAsync(await rotate(app.Services.GetRequiredService<KeyRotation>(), cancel));
            return 0;
        });
        return command;
    }
}
