// Makes the open batch of test-vectors/cronista-1-open-batch.json again and compares. Run once with
// CRONISTA_WRITE_VECTORS=1 to write the file for a new structure.
import { readFile, writeFile } from 'node:fs/promises'
import { env } from 'node:process'
import { expect, test } from 'vitest'
import { isBatchSigned, openBatch, openBatchKey, parseBatch } from './batch.ts'
import { joinPieces } from './journal-item.ts'
import { openBatchVector } from './open-batch-cases.fixture.ts'
import { portablePrimitives as p } from './portable.ts'
import { adasDevice, newsroomId } from './protocol.fixture.ts'
import { fromHex, toHex } from './text.ts'

const folder = new URL('../../../test-vectors/', import.meta.url)
const file = new URL('cronista-1-open-batch.json', folder)
const journal = JSON.parse(
  await readFile(new URL('cronista-1-journal-release.json', folder), 'utf8'),
) as { readonly admission: { readonly prekeySeed: string } }

test('an open batch of version 1 gives the bytes of test-vectors/cronista-1-open-batch.json', async () => {
  const made = openBatchVector(fromHex(journal.admission.prekeySeed))
  if (env['CRONISTA_WRITE_VECTORS'] !== undefined)
    await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`)
  const frozen: typeof made = JSON.parse(await readFile(file, 'utf8'))
  expect(made).toEqual(frozen)
})

test('the batch is read back, by a key that everybody can compute', () => {
  const made = openBatchVector(fromHex(journal.admission.prekeySeed))
  const batch = parseBatch(fromHex(made.batch))
  expect(isBatchSigned(p, newsroomId, batch, adasDevice.publicKey)).toBe(true)
  const content = openBatch(p, newsroomId, batch, openBatchKey(p, newsroomId))
  expect(content?.heads).toEqual([])
  const items = made.itemIds.map((id) =>
    joinPieces(p, content?.pieces.filter(({ itemId }) => toHex(itemId) === id) ?? []),
  )
  const { prekey, roster, parcel } = made
  expect(items.map((item) => item && toHex(item))).toEqual([parcel.item, prekey.item, roster.item])
})
