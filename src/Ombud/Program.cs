using Ombud;

return await CommandLine.RunAsync(args);
