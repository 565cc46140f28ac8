using System;
using System.Collections.Concurrent;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace RewardDsl.Cuda.Compilation;

/// <summary>
/// Compiled kernels by the hash of everything that decides them, in memory and in files. A file that is damaged counts as none, and one that cannot be
/// written is not missed.
/// </summary>
internal static class CompileCache
{
    /// <summary>Environment variable with the folder.</summary>
    public const string Variable = "REWARDDSL_CACHE";

    private static readonly byte[] s_magic = "RWDCUDA1"u8.ToArray();
    private static readonly ConcurrentDictionary<string, byte[]> s_images = new();

    /// <summary>The image of a key; compiled if it is nowhere.</summary>
    /// <param name="folder">The folder of the options.</param>
    /// <param name="key">Everything that decides the image.</param>
    /// <param name="compile">Makes it.</param>
    public static byte[] Get(string? folder, string key, Func<byte[]> compile)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (s_images.TryGetValue(hash, out byte[]? known))
        {
            return known;
        }

        string path = Folder(folder) is { Length: > 0 } root ? Path.Combine(root, hash + ".cubin") : "";
        if (path.Length == 0 || Read(path) is not { } image)
        {
            image = compile();
            if (path.Length > 0)
            {
                Write(path, image);
            }
        }

        return s_images.GetOrAdd(hash, image);
    }

    /// <summary>Forgets what is in memory.</summary>
    internal static void Forget() => s_images.Clear();

    /// <summary>The folder of the files; empty: none.</summary>
    internal static string Folder(string? chosen)
    {
        if ((chosen ?? Environment.GetEnvironmentVariable(Variable)) is { } given)
        {
            return given;
        }

        string user = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache")
            : "";
        return user.Length == 0 ? "" : Path.Combine(user, "rewarddsl");
    }

    /// <summary>The image of a file whose checksum holds.</summary>
    private static byte[]? Read(string path)
    {
        try
        {
            byte[] file = File.ReadAllBytes(path);
            int start = s_magic.Length + SHA256.HashSizeInBytes;
            return file.Length > start
                && file.AsSpan(0, s_magic.Length).SequenceEqual(s_magic)
                && SHA256.HashData(file.AsSpan(start)).AsSpan().SequenceEqual(file.AsSpan(s_magic.Length, SHA256.HashSizeInBytes))
                ? file[start..]
                : null;
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            return null;
        }
    }

    /// <summary>Writes to a name of its own first: whoever reads sees the whole file or none.</summary>
    private static void Write(string path, byte[] image)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream file = File.Create(temporary))
            {
                file.Write(s_magic);
                file.Write(SHA256.HashData(image));
                file.Write(image);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception again) when (IsOfFiles(again))
            {
                // It could not be made, so it need not be deleted.
            }
        }
    }

    private static bool IsOfFiles(Exception failure) => failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
