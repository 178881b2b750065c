using Ombud.Layout;
using Ombud.Notices;
using Ombud.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services
    .AddLayout()
    .AddNotices()
    .AddWeb();

var app = builder.Build();
app.UseLayout();
app.MapNotices();
app.MapWeb();

await app.RunAsync();
