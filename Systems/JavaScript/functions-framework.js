import { grayscale as step } from './grayscale.js';
import { Probe } from './probe.js';

const mainEntered = process.hrtime.bigint() - BigInt(Math.round(process.uptime() * 1e9));
const probe = new Probe();

/**
 * A function of signature "http": POST handles one event. GET is the harness's question: before the stream whether the
 * function is ready, after it what its probe saw.
 */
export function grayscale(request, response) {
  response.set('content-type', 'application/octet-stream');
  if (request.method === 'GET') {
    response.set('eval-main-entered-ns', mainEntered.toString()).end(probe.log());
    return;
  }

  const sequence = Number(request.get('ce-sequence'));
  probe.received(sequence);
  const gray = step(request.rawBody ?? new Uint8Array(0));
  probe.processed(sequence);
  response.end(gray);
}
