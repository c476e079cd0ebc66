// What the reference's terminal does for one Ed25519 pair, with its primitive and its parameters: generate,
// encrypt with PKCS#8 at Node's default cost (2,048 iterations), write two files.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const [passphraseFile, label] = process.argv.slice(2);
const passphrase = readFileSync(passphraseFile, 'utf8').replace(/\n$/, '');
const pair = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase },
});
writeFileSync(`${label}.private.pem`, pair.privateKey, { mode: 0o600 });
writeFileSync(`${label}.public.pem`, pair.publicKey);
