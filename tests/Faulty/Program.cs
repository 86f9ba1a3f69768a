using Eval.Systems.Sdk.Hosting;
using Eval.Tests.Faulty;

return FunctionHost.Run(() => new FaultyFunction(args));
