using Workerd = import "/workerd/workerd.capnp";

# Where it listens is told on the command line.
const config :Workerd.Config = (
  services = [ (name = "main", worker = .grayscale) ],
  sockets = [ (name = "http", http = (), service = "main") ],
);

const grayscale :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "grayscale.js", esModule = embed "grayscale.js"),
  ],
  compatibilityDate = "2026-01-01",
);
