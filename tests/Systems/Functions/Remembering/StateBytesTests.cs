using CsCheck;
using Eval.Systems.Functions.Remembering;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Remembering;

/// <summary>Goal: what a state writes it reads back to the bit, and bytes that are none of its own are refused. Method:
/// a state with a part of each kind, with random values.</summary>
public sealed class StateBytesTests
{
    [Fact]
    public void Every_kind_of_part_comes_back() =>
        Gen.Select(Gen.Long, Gen.Int, Gen.Double, Gen.Bool, Gen.String, Gen.Double.Array[0, 9])
            .Sample((whole, number, real, truth, text, values) =>
            {
                var before = new Everything
                {
                    Whole = whole, Number = number, Real = real, Truth = truth, Text = ValidText(text), Values = values,
                };
                before.Entries[whole] = text.Length;
                before.Entries[~whole] = number;
                var after = new Everything();

                StateBytes.Into(after, StateBytes.Of(before));

                StateBytes.Of(after).ToArray().ShouldBe(StateBytes.Of(before).ToArray());
                (after.Whole, after.Number, after.Truth, after.Text)
                    .ShouldBe((before.Whole, before.Number, before.Truth, before.Text));
                BitConverter.DoubleToInt64Bits(after.Real).ShouldBe(BitConverter.DoubleToInt64Bits(real));
                after.Values.Length.ShouldBe(values.Length);
                after.Entries.ShouldBe(before.Entries, ignoreOrder: true);
            });

    [Fact]
    public void Bytes_that_are_cut_or_too_many_are_refused()
    {
        var whole = StateBytes.Of(new Everything { Text = "text", Values = [1, 2], Entries = { [1] = 2 } }).ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            Should.Throw<FormatException>(() => StateBytes.Into(new Everything(), whole.AsMemory(0, length)));
        }

        Should.Throw<FormatException>(() => StateBytes.Into(new Everything(), whole.Append((byte)0).ToArray()))
            .Message.ShouldBe("1 bytes of a state are left over");
    }

    [Fact]
    public void A_count_beyond_the_bound_is_refused_before_anything_is_made()
    {
        var many = new Everything();
        for (var i = 0; i <= Everything.Most; i++)
        {
            many.Entries[i] = i;
        }

        Should.Throw<FormatException>(() => StateBytes.Of(many)).Message.ShouldBe(
            $"{Everything.Most + 1} parts of a state, where at most {Everything.Most} are possible");
    }

    /// <summary>A lone surrogate is no text and would come back as another.</summary>
    private static string ValidText(string text) => string.Concat(text.EnumerateRunes());

    private sealed class Everything : IPortableState
    {
        public const int Most = 3;

        private long _whole;
        private int _number;
        private double _real;
        private bool _truth;
        private string _text = "";
        private double[] _values = [];

        public long Whole { get => _whole; init => _whole = value; }

        public int Number { get => _number; init => _number = value; }

        public double Real { get => _real; init => _real = value; }

        public bool Truth { get => _truth; init => _truth = value; }

        public string Text { get => _text; init => _text = value; }

        public double[] Values { get => _values; init => _values = value; }

        public Dictionary<long, int> Entries { get; init; } = [];

        public void Carry(StateBytes bytes)
        {
            bytes.Carry(ref _whole);
            bytes.Carry(ref _number);
            bytes.Carry(ref _real);
            bytes.Carry(ref _truth);
            bytes.Carry(ref _text);
            bytes.Carry(ref _values);
            bytes.Carry(Entries, Most, (StateBytes part, ref long key, ref int value) =>
            {
                part.Carry(ref key);
                part.Carry(ref value);
            });
        }
    }
}
