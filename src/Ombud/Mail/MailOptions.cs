using System.Globalization;
using System.Net;
using MailKit.Security;
using MimeKit;
using Ombud.Database;

namespace Ombud.Mail;

/// <summary>How mails are sent and how long sent ones are kept; read once at start.</summary>
internal sealed record MailOptions
{
    /// <summary>The server that takes them; null where none is configured, and the outbox keeps them.</summary>
    public required SmtpServer? Server { get; init; }

    /// <summary>How long a sent mail stays in the outbox (<c>Mail:KeepSentDays</c>, default 1).</summary>
    public required TimeSpan KeepSent { get; init; }

    /// <summary>Reads the configuration; says everything that is wrong with it at once.</summary>
    /// <exception cref="ConfigurationException">Something is missing or contradictory.</exception>
    public static MailOptions From(IConfiguration configuration)
    {
        var errors = new List<string>();
        var days = Number(configuration, "Mail:KeepSentDays", 1, 0, 30, errors);
        var smtp = configuration.GetSection("Smtp");
        var server = smtp.GetChildren()
            .Any(setting => !string.IsNullOrEmpty(setting.Value)) ? ServerFrom(smtp, errors) : null;
        return errors.Count == 0
            ? new MailOptions { Server = server, KeepSent = TimeSpan.FromDays(days) }
            : throw new ConfigurationException(errors);
    }

    private static SmtpServer? ServerFrom(IConfigurationSection smtp, List<string> errors)
    {
        var host = smtp["Host"] ?? "";
        if (host.Length == 0)
            errors.Add("Smtp__Host is missing although other Smtp settings are there.");
        if (!MailboxAddress.TryParse(smtp["From"] ?? "", out var from)
            || !from.Address.Contains('@', StringComparison.Ordinal))
            errors.Add("Smtp__From must be the mail address from which letters are sent.");
        if (smtp["User"] is { Length: > 0 } != smtp["Password"] is { Length: > 0 })
            errors.Add("Smtp__User and Smtp__Password belong together: set both or neither.");

        SecureSocketOptions? security = (smtp["Security"] ?? "StartTls").ToUpperInvariant() switch
        {
            "STARTTLS" => SecureSocketOptions.StartTls,
            "TLS" => SecureSocketOptions.SslOnConnect,
            "NONE" => SecureSocketOptions.None,
            _ => null,
        };
        if (security is null)
            errors.Add("Smtp__Security must be StartTls (the default), Tls or None.");
        if (security is SecureSocketOptions.None && !IsLoopback(host))
            errors.Add("Smtp__Security=None would send people's mail in the clear: only a server on this machine may.");
        var port = Number(smtp, "Port", security is SecureSocketOptions.SslOnConnect ? 465 : 587, 1, 65535, errors);
        return errors.Count > 0 ? null
            : new SmtpServer(host, port, security!.Value, from!, smtp["User"], smtp["Password"]);
    }

    internal static bool IsLoopback(string host) =>
        host is "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    internal static int Number(
        IConfiguration configuration, string name, int otherwise, int min, int max, List<string> errors)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min
            && number <= max)
            return number;
        var path = configuration is IConfigurationSection section ? section.Path + ":" + name : name;
        errors.Add($"{path.Replace(":", "__", StringComparison.Ordinal)} must be a whole number from {min} to {max}.");
        return otherwise;
    }
}

/// <summary>A mail server and how to talk to it.</summary>
/// <param name="From">The sender of all letters.</param>
internal sealed record SmtpServer(
    string Host, int Port, SecureSocketOptions Security, MailboxAddress From, string? User, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
