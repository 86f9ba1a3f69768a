using System.Text;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Serving;

var options = ControlOptions.Parse(args);
using var lifetime = new ParentLifetime();
using var plane = new ControlPlane(options);
using (var output = Console.OpenStandardOutput())
{
    output.Write(Encoding.UTF8.GetBytes($"ready {options.SocketPath}\n"));
}

lifetime.Ended.WaitHandle.WaitOne();
return 0;
