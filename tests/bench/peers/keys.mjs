// The reference's primitive: generateKeyPairSync with PKCS#8 and SubjectPublicKeyInfo PEM, on the main thread.
// The protocol is that of probes/keys.py.
import { generateKeyPairSync } from 'node:crypto';
import { createInterface } from 'node:readline';

function measure(modulusLength) {
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const used = process.cpuUsage(cpu);
  return [Number(process.hrtime.bigint() - wall) / 1e9, (used.user + used.system) / 1e6];
}

for await (const line of createInterface({ input: process.stdin })) {
  const [algorithm, count] = line.split(' ');
  const bits = Number(algorithm.replace('rsa-', ''));
  console.log(JSON.stringify(Array.from({ length: Number(count) }, () => measure(bits))));
}
