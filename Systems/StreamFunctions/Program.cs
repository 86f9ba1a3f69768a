using System.Text;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Serving;

var configuration = ConfigurationFile.Read(args[0]);
using var lifetime = new ParentLifetime();
using var plane = new ControlPlane(configuration);
using (var output = Console.OpenStandardOutput())
{
    output.Write(Encoding.UTF8.GetBytes($"ready {configuration.SocketPath}\n"));
}

lifetime.Ended.WaitHandle.WaitOne();
return 0;
