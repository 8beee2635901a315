import { describe, expect, it } from 'vitest'
import { momentsIn } from './moments.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const es = momentsIn('es', 'UTC')
const en = momentsIn('en', 'UTC')

describe('moments', () => {
  it('tells how long ago, in the largest unit that is whole', () => {
    expect(en.ago(NOON, NOON - 3_400)).toBe('3 seconds ago')
    expect(es.ago(NOON, NOON - 3_400)).toBe('hace 3 segundos')
    expect(es.ago(NOON, NOON - 59 * MINUTE)).toBe('hace 59 minutos')
    expect(en.ago(NOON, NOON - 25 * HOUR)).toBe('yesterday')
  })

  it('never tells a past in the future, nor a future in the past', () => {
    expect(en.ago(NOON, NOON + 900)).toBe('now')
    expect(en.ago(NOON, NOON)).toBe('now')
    expect(es.until(NOON, NOON - 4_000)).toBe('ahora')
    expect(en.until(NOON, NOON + 4_900)).toBe('in 4 seconds')
  })

  it('is as short in a list as it can be', () => {
    expect(en.inList(NOON, NOON - HOUR)).toBe('11:00')
    expect(en.inList(NOON, Date.parse('2026-11-22T00:03:00Z'))).toBe('00:03')
    expect(en.inList(NOON, NOON - DAY)).toBe('Sat')
    expect(es.inList(NOON, NOON - 40 * DAY)).toBe('13 oct')
    expect(en.inList(NOON, NOON - 400 * DAY)).toBe('Oct 18, 2025')
  })

  it('gives one heading to one day, in the given time zone', () => {
    const hermosillo = momentsIn('es', 'America/Hermosillo')
    const lateEvening = Date.parse('2026-11-23T06:30:00Z')
    expect(hermosillo.day(lateEvening)).toBe(hermosillo.day(lateEvening - 10 * HOUR))
    expect(es.day(lateEvening)).not.toBe(es.day(lateEvening - 10 * HOUR))
  })

  it('writes a whole date as each language does', () => {
    expect(es.day(NOON)).toBe('domingo 22 de noviembre de 2026')
    expect(en.day(NOON)).toBe('Sunday, November 22, 2026')
  })

  it('names date and time in full', () => {
    expect(es.full(NOON)).toContain('22 de noviembre de 2026')
    expect(es.full(NOON)).toContain('12:00')
  })
})
