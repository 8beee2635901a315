import { coverPlaintext } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { Contributor, foundRoster, newsroomId, sealed, seededRandom } from '../desk.fixture.ts'
import type { CellOpener } from './cell-opener.ts'

/** What every way of opening cells keeps to. */
export function cellOpenerContract(name: string, open: () => CellOpener): void {
  describe(`cell opener: ${name}`, () => {
    const { epoch } = foundRoster()
    const opened: CellOpener[] = []
    const openOne = () => {
      const opener = open()
      opened.push(opener)
      return opener
    }
    afterEach(async () => {
      for (const opener of opened.splice(0)) await opener.close()
    })

    test('cover, parts, rubbish and forgeries are told apart', async () => {
      const [part] = new Contributor('Mar').parts('Hola.')
      const forged = part!.slice()
      forged[130] = (forged[130] ?? 0) ^ 1
      const plaintexts = [coverPlaintext(), part!, forged, coverPlaintext()]
      const cells = plaintexts.map((plaintext) => sealed(epoch, plaintext))
      const random = seededRandom('cells')
      const ours = random(3072)
      ours[0] = epoch.number % 256
      const result = await openOne().open(newsroomId, [epoch], [...cells, ours, random(3072)])
      expect(result).toMatchObject({ cover: 2, foreign: 2, refused: { 'part-forged': 1 } })
      expect(result.real.map(({ kind }) => kind)).toEqual(['part'])
    })

    test('no cell is lost among many, and one opener serves many segments', async () => {
      const opener = openOne()
      const cover = sealed(epoch, coverPlaintext())
      for (const count of [0, 1, 700]) {
        const cells = Array.from({ length: count }, () => cover)
        expect((await opener.open(newsroomId, [epoch], cells)).cover).toBe(count)
      }
    })

    test('a key that was forgotten opens cells once it is given again', async () => {
      const opener = openOne()
      const cells = [sealed(epoch, coverPlaintext())]
      await opener.forgetAllBut([])
      for (const kept of [[epoch], []]) {
        expect((await opener.open(newsroomId, [epoch], cells)).cover).toBe(1)
        await opener.forgetAllBut(kept)
      }
      expect((await opener.open(newsroomId, [epoch], cells)).cover).toBe(1)
    })

    test('without a key every cell is foreign', async () => {
      const cells = [sealed(epoch, coverPlaintext())]
      const result = await openOne().open(newsroomId, [], cells)
      expect(result).toEqual({ real: [], cover: 0, foreign: 1, refused: {} })
    })
  })
}
