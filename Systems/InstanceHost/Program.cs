using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Sdk.Hosting;

return FunctionHost.Run(() => new StreamBinding(FunctionCatalog.Find(args[0])));
