using Eval.Systems.FaasHost;
using Eval.Systems.Sdk;

var mainNs = MonotonicClock.NowNs;
return FunctionServer.Run(HostArguments.Parse(args), mainNs);
