using System;
using System.Text;
using RewardDsl.Cli;
using Spectre.Console;

// What is written to a file or a pipe is UTF-8 whatever the console's code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.InputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
bool colour = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };
return await CommandLine.RunAsync(args, new ToolStreams(Console.OpenStandardInput(), Console.Out, Console.Error, Environment.CurrentDirectory, colour));
