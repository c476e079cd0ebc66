// What the reference's terminal does, with its primitive and its parameters: generate, encrypt with PKCS#8 at
// Node's default cost (2,048 iterations), write two files for each pair into a temporary folder, pack them into
// one tar.gz. Its packages for the command line and for tar are not loaded: so it is faster than the reference.
// Arguments: the passphrase's file (- for none), a label for the archive, how many pairs.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [passphraseFile, label, count] = process.argv.slice(2);
const protection = {};
if (passphraseFile !== '-') {
  protection.cipher = 'aes-256-cbc';
  protection.passphrase = readFileSync(passphraseFile, 'utf8').replace(/\n$/, '');
}

function header(name, size) {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write(`0000644\0${'0000000\0'.repeat(2)}${size.toString(8).padStart(11, '0')}\0`, 100);
  block.write(`${Math.floor(Date.now() / 1000).toString(8).padStart(11, '0')}\0        0`, 136);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const folder = mkdtempSync('keys-');
const names = [];
for (let number = 1; number <= Number(count); number += 1) {
  const pair = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...protection },
  });
  const name = Number(count) === 1 ? 'id' : `id-${number}`;
  names.push(name, `${name}.pub`);
  writeFileSync(join(folder, name), pair.privateKey);
  writeFileSync(join(folder, `${name}.pub`), pair.publicKey);
}
const blocks = [];
for (const name of names) {
  const content = readFileSync(join(folder, name));
  blocks.push(header(name, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512));
}
writeFileSync(`${label}.tar.gz`, gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
