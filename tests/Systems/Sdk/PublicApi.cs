using System.Reflection;

namespace Eval.Tests.Systems.Sdk;

/// <summary>The public surface of an assembly as sorted lines of text.</summary>
internal static class PublicApi
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>One line a type or member.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type)
            .Where(line => !line.Contains(">$", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(line => "  " + line)
            .Prepend($"{Kind(type)} {type.FullName}"));

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}")
        : type.GetMembers(Own).Where(IsShown).Select(member => member switch
        {
            FieldInfo { IsLiteral: true } field => $"const {field} = {field.GetRawConstantValue()}",
            PropertyInfo property => $"{property} {{ {Accessors(property)} }}",
            _ => $"{member}",
        });

    private static bool IsShown(MemberInfo member) =>
        member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Accessors(PropertyInfo property) => string.Join(' ', new[]
    {
        property.GetMethod is { IsPublic: true } ? "get;" : "",
        property.SetMethod is { IsPublic: true } setter
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init;" : "set;"
            : "",
    }.Where(word => word.Length > 0));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };
}
