using Ombud.Jobs;
using Ombud.Mail.Pages;
using Ombud.Mail.Sending;

namespace Ombud.Mail;

internal static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, MailOptions options)
    {
        services.AddRazorComponents();
        services.AddSingleton(options);
        services.AddSingleton<MailSeal>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<ISweep, OutboxSweep>();
        // Without a server nobody takes the jobs, and the mails wait in the outbox until their time has passed.
        if (options.Server is { } server)
        {
            services.AddSingleton(server);
            services.AddSingleton<SmtpSender>();
            services.AddSingleton<IJobHandler, SendMail>();
        }
        return services;
    }

    public static void MapMail(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            ShowDevMails.Map(app);
    }
}
