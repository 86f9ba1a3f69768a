import { grayscale } from './grayscale.js';

/**
 * POST handles one event; GET tells that the worker is ready. Workers see no clock that moves while they compute, so
 * that there is no probe here.
 */
export default {
  async fetch(request) {
    if (request.method === 'GET') {
      return new Response(null, { status: 204 });
    }

    const gray = grayscale(new Uint8Array(await request.arrayBuffer()));
    return new Response(gray, { headers: { 'content-type': 'application/octet-stream' } });
  },
};
