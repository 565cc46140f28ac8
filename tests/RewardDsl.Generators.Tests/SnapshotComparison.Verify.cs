using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using DiffEngine;
using Microsoft.CodeAnalysis;
using VerifyTests;
using VerifyXunit;
using Xunit.Sdk;

namespace RewardDsl.Generators.Tests;

/// <summary>Compares what a driver generated with a case's snapshots through Verify.SourceGenerators.</summary>
internal static class SnapshotComparison
{
    [ModuleInitializer]
    internal static void Initialize()
    {
        // A test never opens a window, and what is accepted is written on a build server or in a container too.
        DiffRunner.Disabled = true;
        BuildServerDetector.Detected = false;

        // The files are those of the other comparison, byte by byte.
        VerifierSettings.UseUtf8NoBom();
        VerifierSettings.DontScrubProjectDirectory();
        VerifierSettings.DontScrubSolutionDirectory();
        VerifierSettings.DontScrubUserProfile();
        VerifySourceGenerators.Initialize();
    }

    public static async Task Compare(GeneratorDriver driver, string folder, string name, bool accept)
    {
        var settings = new VerifySettings();

        // The whole path: the path of this source file, which Verify would start from, may have been mapped by the compiler.
        settings.UseDirectory(folder);
        settings.UseFileName(name);
        settings.DisableRequireUniquePrefix();
        settings.UseStringComparer(static (received, verified, _) => Task.FromResult(CompareResult.NotEqual(SnapshotFailure.FirstDifference(verified, received))));
        if (accept)
        {
            settings.AutoVerify();
        }

        try
        {
            await Verifier.Verify(driver, settings);
        }
        catch (Exception exception) when (exception.GetType().Name == "VerifyException")
        {
            throw new XunitException($"{exception.Message}\n{SnapshotFailure.HowToAccept}");
        }
    }
}
