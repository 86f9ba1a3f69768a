using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A mapping with keys of its own, a <c>kind</c>, and the keys that this kind declares.</summary>
/// <param name="What">What is of a kind: "workload" or "system".</param>
/// <param name="Kinds">The kinds that exist.</param>
/// <param name="OwnKeys">The keys that every kind has.</param>
internal sealed record KindShape<TDraft>(
    string What, IReadOnlyList<KindDescription> Kinds, IReadOnlyList<IKey<TDraft>> OwnKeys) : IShape<TDraft>
    where TDraft : IKindDraft, new()
{
    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out TDraft? value)
    {
        value = default;
        if (node is not MappingNode mapping)
        {
            Expected.Refuse(name, node, $"a mapping with the keys of a {What}", errors);
            return false;
        }

        var kind = KindOf(mapping);
        value = new TDraft { Known = kind };
        if (kind is null)
        {
            KeyedMapping.Read($"this {What}", mapping, KeysOfAnyKind(), value, errors);
        }
        else
        {
            // A key of a matrix stands far from the systems, and some may have it.
            KeyedMapping.Read($"this {What}", mapping, KeysOf(kind), value, errors, $"key of {kind.Kind}");
        }

        KindDefaults.FillIn(kind?.Keys ?? [], value);
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["oneOf"] = new JsonArray([.. Kinds.Select(SchemaOf)]) };

    private JsonObject SchemaOf(KindDescription kind)
    {
        var schema = new JsonObject { ["description"] = kind.Description };
        foreach (var (keyword, value) in KeyedMapping.Schema(KeysOf(kind)))
        {
            schema[keyword] = value?.DeepClone();
        }

        return schema;
    }

    private KindDescription? KindOf(MappingNode mapping)
    {
        var text = mapping.Entries.FirstOrDefault(entry => entry.Key == "kind")?.Value as ScalarNode;
        return Kinds.FirstOrDefault(kind => kind.Kind == text?.Text);
    }

    private IReadOnlyList<IKey<TDraft>> KeysOf(KindDescription kind) => [.. OwnKeys, KindKey([kind.Kind]),
        .. kind.Keys.GroupBy(key => key.Group.Length == 0 ? key.Name : key.Group).Select(Declared)];

    /// <summary>Where the kind itself is wrong, a key is unknown only when no kind at all has it.</summary>
    private IReadOnlyList<IKey<TDraft>> KeysOfAnyKind()
    {
        var names = Kinds.SelectMany(kind => kind.Keys).Select(key => key.Group.Length == 0 ? key.Name : key.Group);
        var options = names.Distinct().Select(name =>
            new Key<TDraft, string>(name, "", new AnythingShape(), (_, _) => { }, Default: ""));
        return [.. OwnKeys, KindKey([.. Kinds.Select(kind => kind.Kind)]), .. options];
    }

    private Key<TDraft, string> KindKey(IReadOnlyList<string> kinds) => new(
        "kind", $"Which {What}", new ChoiceShape($"{What} kind", kinds), (draft, kind) => draft.Kind = kind);

    private static IKey<TDraft> Declared(IGrouping<string, KeyDescription> keys) =>
        keys.First().Group.Length == 0 ? OptionKey(keys.First())
        : new KeyGroup<TDraft>(keys.Key, [.. keys.Select(OptionKey)]);

    private static Key<TDraft, string> OptionKey(KeyDescription key)
    {
        var shape = new OptionShape(key);
        return new Key<TDraft, string>(key.LocalName, key.Description, shape, Keep, shape.DefaultText())
        {
            IsOptional = key.IsOptional,
            Lose = draft => draft.Misread.Add(key.Name),
        };

        void Keep(TDraft draft, Located<string> value)
        {
            draft.Options[key.Name] = value.Value;
            draft.Given[key.Name] = value.At;
        }
    }
}
