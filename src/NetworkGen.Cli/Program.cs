using System;
using NetworkGen.Cli.Commands;

return await NetworkGenCommand.RunAsync(args, Console.Out, Console.Error);
