// The collector's limit: bare native X25519 and ML-KEM-768, once for each cell it is told, with every key
// imported beforehand. Answers with the number it was told.
import {
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'
import { parentPort } from 'node:worker_threads'

const DISTINCT_CELLS = 256

const ours = generateKeyPairSync('x25519')
const mlKem = createPrivateKey({
  ...{ key: randomBytes(64), format: 'raw-seed', asymmetricKeyType: 'ml-kem-768' },
} as const)
const recipient = createPublicKey(mlKem)
const theirs = Array.from({ length: DISTINCT_CELLS }, () => ({
  publicKey: generateKeyPairSync('x25519').publicKey,
  ciphertext: encapsulate(recipient).ciphertext,
}))

parentPort?.on('message', (cells: number) => {
  for (let cell = 0; cell < cells; cell++) {
    const { publicKey, ciphertext } = theirs[cell % DISTINCT_CELLS] ?? {}
    if (publicKey === undefined || ciphertext === undefined) throw new Error('no key')
    diffieHellman({ privateKey: ours.privateKey, publicKey })
    decapsulate(mlKem, ciphertext)
  }
  parentPort?.postMessage(cells)
})
