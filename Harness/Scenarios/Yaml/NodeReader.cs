using Eval.Harness.Scenarios.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Eval.Harness.Scenarios.Yaml;

/// <summary>YAML text → nodes, straight from the parser's events: without recursion, and without the parts of YAML that
/// a scenario has no use for (anchors, aliases, tags, several documents), each refused by name.</summary>
internal sealed class NodeReader
{
    /// <summary>Levels of nesting; a scenario has four.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Nodes in a file; a scenario has some hundred.</summary>
    public const int MaximumNodes = 10_000;

    private readonly ErrorList _errors;
    private readonly Stack<OpenNode> _open = new();
    private int _nodes;
    private Node? _root;

    private NodeReader(ErrorList errors) => _errors = errors;

    /// <summary>The document's root; null when the file cannot be read as one document, with the reason
    /// appended.</summary>
    public static Node? Read(string text, ErrorList errors)
    {
        var reader = new NodeReader(errors);
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            while (parser.MoveNext())
            {
                if (!reader.Take(parser.Current!))
                {
                    return null;
                }
            }
        }
        catch (YamlException syntax)
        {
            // A tab is reported from the start of the mapping that it stands in; its own place is where the scanner is.
            var isTab = syntax.Message.Contains(" tab", StringComparison.Ordinal);
            errors.Add(At(isTab ? scanner.CurrentPosition : syntax.Start), $"not valid YAML: {syntax.Message}");
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // On some malformed text YamlDotNet 18 breaks with exceptions of its inner workings, whose words help
            // nobody.
            errors.Add(At(scanner.CurrentPosition), "not valid YAML here or shortly before");
            return null;
        }

        if (reader._root is null or ScalarNode { IsNull: true })
        {
            errors.Add(Position.Start, "the file is empty; a scenario begins with 'schema: 1'");
            return null;
        }

        return reader._root;
    }

    /// <summary>False when reading must stop.</summary>
    private bool Take(ParsingEvent current)
    {
        switch (current)
        {
            case DocumentStart when _root is not null:
                return Stop(current, "a scenario file holds one document; remove this '---' and what follows");
            case AnchorAlias:
                _errors.Add(At(current.Start), "aliases (*name) are not allowed; write the value out");
                return Attach(new BrokenNode(At(current.Start)));
            case Scalar scalar:
                Refuse(scalar);
                return Attach(new ScalarNode(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain));
            case SequenceStart or MappingStart:
                Refuse((NodeEvent)current);
                return Open(current);
            case SequenceEnd or MappingEnd:
                return Attach(_open.Pop().Close(_errors));
            default:
                return true;
        }
    }

    private void Refuse(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _errors.Add(At(node.Start), "anchors (&name) are not allowed; write the value out where it is needed");
        }

        if (!node.Tag.IsEmpty)
        {
            _errors.Add(At(node.Start), "tags (!name) are not allowed; a key's type is fixed");
        }
    }

    private bool Open(ParsingEvent start)
    {
        if (_open.Count == MaximumDepth)
        {
            return Stop(start, $"nested deeper than {MaximumDepth} levels");
        }

        _open.Push(new OpenNode(At(start.Start), start is MappingStart));
        return true;
    }

    private bool Attach(Node node)
    {
        if (++_nodes > MaximumNodes)
        {
            _errors.Add(node.At, $"more than {MaximumNodes} values in one file");
            return false;
        }

        if (_open.TryPeek(out var parent))
        {
            parent.Children.Add(node);
        }
        else
        {
            _root = node;
        }

        return true;
    }

    private bool Stop(ParsingEvent here, string message)
    {
        _errors.Add(At(here.Start), message);
        return false;
    }

    private static Position At(Mark mark) => new(mark.Line, mark.Column);
}
