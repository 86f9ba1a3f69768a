/**
 * The probe of DESIGN, Section 1, in JavaScript: one record per input, read out after the stream. Node's hrtime is
 * CLOCK_MONOTONIC, the clock of all other stamps on this host.
 */
export class Probe {
  #records = new Map();

  /** The function's code sees this input now. */
  received(sequence) {
    const now = process.hrtime.bigint();
    const known = this.#records.get(sequence);
    if (known) {
      known.deliveries++;
    } else {
      this.#records.set(sequence, { received: now, processed: 0n, outputs: 0, deliveries: 1 });
    }
  }

  /** The one output of this input's first delivery is handed over now. */
  processed(sequence) {
    const record = this.#records.get(sequence);
    if (record.processed === 0n) {
      record.processed = process.hrtime.bigint();
      record.outputs = 1;
    }
  }

  /** All records as a probe log: "EVP1", then 32 bytes a record, little-endian. */
  log() {
    const bytes = Buffer.alloc(4 + 32 * this.#records.size);
    bytes.write('EVP1', 'latin1');
    let at = 4;
    for (const [sequence, record] of [...this.#records].sort(([a], [b]) => a - b)) {
      bytes.writeBigInt64LE(BigInt(sequence), at);
      bytes.writeBigInt64LE(record.received, at + 8);
      bytes.writeBigInt64LE(record.processed, at + 16);
      bytes.writeInt32LE(record.outputs, at + 24);
      bytes.writeInt32LE(record.deliveries, at + 28);
      at += 32;
    }
    return bytes;
  }
}
