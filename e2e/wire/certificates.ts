import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createHash, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const DAYS = '30'
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const

/** A certificate for 127.0.0.1 under an authority that nobody else trusts. */
export interface ThrowAwayIdentity {
  readonly authorityPath: string
  readonly certificatePath: string
  readonly keyPath: string
  /** SHA-256 of its public key in base64: by this Chromium is told to take it as it takes any other. */
  readonly publicKeyHash: string
}

/** Makes both with openssl, in a folder that is made. */
export async function makeIdentity(folder: string): Promise<ThrowAwayIdentity> {
  await mkdir(folder, { recursive: true })
  const at = (name: string): string => join(folder, name)
  const authority = { key: at('authority.key'), certificate: at('authority.pem') }
  const own = { key: at('relay.key'), request: at('relay.csr'), certificate: at('relay.pem') }
  await run('openssl', [
    ...['req', '-x509', ...newKey, '-days', DAYS, '-subj', '/CN=throw-away authority'],
    ...['-keyout', authority.key, '-out', authority.certificate],
  ])
  await run('openssl', [
    ...['req', ...newKey, '-subj', '/CN=127.0.0.1'],
    ...['-keyout', own.key, '-out', own.request],
  ])
  await writeFile(at('names'), 'subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n')
  await run('openssl', [
    ...['x509', '-req', '-in', own.request, '-days', DAYS, '-extfile', at('names')],
    ...['-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial'],
    ...['-out', own.certificate],
  ])
  const { publicKey } = new X509Certificate(await readFile(own.certificate))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return {
    authorityPath: authority.certificate,
    certificatePath: own.certificate,
    keyPath: own.key,
    publicKeyHash: createHash('sha256').update(spki).digest('base64'),
  }
}
