using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>How a table is addressed: the letters that it does not tell apart make one class, over the atoms that make a difference.</summary>
/// <param name="Atoms">The numbers of these atoms, in order; the k-th is bit k of a letter.</param>
/// <param name="LetterClass">For each letter its class. A letter that cannot occur has the class of the nearest one that can.</param>
/// <param name="IsFeasible">For each letter whether it can occur.</param>
/// <param name="Samples">For each class an assignment of all atoms that can occur.</param>
internal sealed record LetterClasses(EquatableArray<int> Atoms, EquatableArray<int> LetterClass, EquatableArray<bool> IsFeasible, EquatableArray<ulong> Samples)
{
    /// <summary>Drops the atoms that make no difference to the classes of some letters.</summary>
    /// <param name="all">All letters that can occur, over all atoms.</param>
    /// <param name="read">The letters that have classes, over some of these atoms.</param>
    /// <param name="classOf">For each of them its class.</param>
    /// <param name="count">How many classes there are.</param>
    public static LetterClasses Of(LetterSet all, LetterSet read, int[] classOf, int count)
    {
        List<int> atoms = [.. read.Atoms];
        foreach (int atom in read.Atoms)
        {
            if (Project(read, classOf, read.Places([.. atoms.Where(a => a != atom)])) is not null)
            {
                atoms.Remove(atom);
            }
        }

        int[] classes = Project(read, classOf, read.Places(atoms))!;
        bool[] isFeasible = [.. classes.Select(static c => c >= 0)];
        ulong[] samples = new ulong[count];
        bool[] isSampled = new bool[count];
        int[] places = all.Places(atoms);
        foreach (int letter in all.Letters)
        {
            int c = classes[LetterSet.Project(letter, places)];
            if (!isSampled[c])
            {
                isSampled[c] = true;
                samples[c] = LetterSet.Assignment(all.Atoms, letter);
            }
        }

        FillFromNearest(classes, atoms.Count);
        return new LetterClasses(atoms.ToEquatableArray(), classes.ToEquatableArray(), isFeasible.ToEquatableArray(), samples.ToEquatableArray());
    }

    /// <summary>For each letter over fewer atoms its class, −1 when it cannot occur; null when the class is not the same for all that agree on them.</summary>
    private static int[]? Project(LetterSet read, int[] classOf, int[] places)
    {
        int[] classes = [.. Enumerable.Repeat(-1, 1 << places.Length)];
        for (int i = 0; i < classOf.Length; i++)
        {
            ref int found = ref classes[LetterSet.Project(read.Letters[i], places)];
            if (found >= 0 && found != classOf[i])
            {
                return null;
            }

            found = classOf[i];
        }

        return classes;
    }

    /// <summary>Letters that cannot occur get the class of the nearest that can, so that a table has no holes.</summary>
    private static void FillFromNearest(int[] classes, int atoms)
    {
        var queue = new Queue<int>(Enumerable.Range(0, classes.Length).Where(l => classes[l] >= 0));
        while (queue.Count > 0)
        {
            int letter = queue.Dequeue();
            for (int k = 0; k < atoms; k++)
            {
                int other = letter ^ (1 << k);
                if (classes[other] < 0)
                {
                    classes[other] = classes[letter];
                    queue.Enqueue(other);
                }
            }
        }
    }
}
