import { expect, test } from 'vitest'
import { agrees } from './dependencies.js'

const locked = {
  packages: {
    '': { version: '0.1.0' },
    'packages/relay': { version: '0.1.0' },
    'node_modules/@cronista/relay': { link: true },
    'node_modules/hono': { version: '4.13.19', integrity: 'sha512-a' },
    'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-b', optional: true },
  },
}

test('what npm wrote down as installed agrees with the lockfile', () => {
  const installed = { packages: { 'node_modules/hono': locked.packages['node_modules/hono'] } }
  expect(agrees(locked, installed)).toBe(true)
})

test('nothing installed does not agree', () => {
  expect(agrees(locked, undefined)).toBe(false)
  expect(agrees(locked, { packages: {} })).toBe(false)
})

test('another version or other bytes do not agree', () => {
  const older = { version: '4.13.18', integrity: 'sha512-a' }
  const other = { version: '4.13.19', integrity: 'sha512-c' }
  expect(agrees(locked, { packages: { 'node_modules/hono': older } })).toBe(false)
  expect(agrees(locked, { packages: { 'node_modules/hono': other } })).toBe(false)
})
