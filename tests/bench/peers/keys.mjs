// The reference's primitive: generateKeyPairSync with PKCS#8 and SubjectPublicKeyInfo PEM, on the main thread.
// The protocol is that of probes/keys.py.
import { generateKeyPairSync } from 'node:crypto';
import { createInterface } from 'node:readline';

const encodings = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
};

function measure(kind, modulusLength) {
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  generateKeyPairSync(kind, { modulusLength, ...encodings });
  const used = process.cpuUsage(cpu);
  return [Number(process.hrtime.bigint() - wall) / 1e9, (used.user + used.system) / 1e6];
}

for await (const line of createInterface({ input: process.stdin })) {
  const [algorithm, count] = line.split(' ');
  const [kind, bits] = algorithm.split('-');
  console.log(JSON.stringify(Array.from({ length: Number(count) }, () => measure(kind, Number(bits)))));
}
