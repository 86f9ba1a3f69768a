using Eval.Systems.BufferedInstanceHost;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Sdk.Hosting;

ControlSocket.MoveToDescriptor3();
using var buffer = new InnerBuffer();

// The buffer starts where user code may: the host has given up its privileges by then, and so has nats-server.
return FunctionHost.Run(() =>
{
    buffer.Start();
    return new StreamBinding(FunctionCatalog.Find(args[0]));
});
