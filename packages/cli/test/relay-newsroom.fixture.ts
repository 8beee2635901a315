import { randomBytes } from 'node:crypto'
import {
  asPersonId,
  certifyDevice,
  deviceIdOf,
  encodeRoster,
  encodeRosterBody,
  EPOCH_MILLIS,
  EPOCH_OVERLAP_MILLIS,
  signRosterBody,
} from '@cronista/protocol'
import { CELL_PATH, OCTETS } from '@cronista/protocol/http'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import { openHttpRelayClient, type HttpRelayClient } from '@cronista/desk'
import { startRelay, type Relay, type RelayConfigInput } from '@cronista/relay'
import { onTestFinished } from 'vitest'
import { toHex } from '@cronista/protocol'
import { systemNowMillis } from '../src/adapters/system-clock.ts'
import { newsroomId, seeds } from './signed-site.fixture.ts'

/** A segment is closed so often. */
const SEGMENT_MILLIS = 100

/** A roster of both devices that runs now; `number` tells rosters apart. */
export function rosterNow(number = 1): Uint8Array {
  const issuedAtMillis = systemNowMillis() - 60_000
  const today = Math.floor(issuedAtMillis / EPOCH_MILLIS)
  const body = encodeRosterBody({
    rootPublicKey: p.ed25519PublicKey(seeds.root),
    number,
    previousHead: new Uint8Array(32),
    issuedAtMillis,
    expiresAtMillis: issuedAtMillis + 72 * 3_600_000,
    origins: ['https://relay.example'],
    devices: seeds.devices.map((seed, person) =>
      certifyDevice(p, newsroomId, seeds.root, {
        personId: asPersonId(new Uint8Array(16).fill(person + 1)),
        publicKey: p.ed25519PublicKey(seed),
        certifiedUntilMillis: issuedAtMillis + 30 * EPOCH_MILLIS,
      }),
    ),
    epochs: [
      {
        number: today,
        beginsAtMillis: today * EPOCH_MILLIS,
        endsAtMillis: (today + 1) * EPOCH_MILLIS + EPOCH_OVERLAP_MILLIS,
        publicKey: new Uint8Array(1216).fill(9),
      },
    ],
  })
  return encodeRoster(
    body,
    seeds.devices.map((seed) => signRosterBody(p, newsroomId, seed, body)),
  )
}

/** A relay of the newsroom that signs here, with its state in `folder`; it ends with the test. */
export async function relayIn(
  folder: string,
  config: Partial<RelayConfigInput> = {},
): Promise<Relay> {
  const relay = await startRelay({
    ...{ folder, port: 0, newsroomId: toHex(newsroomId), segmentMaxAgeMillis: SEGMENT_MILLIS },
    ...config,
  })
  onTestFinished(() => relay.close())
  return relay
}

/** The relay, or a mirror of its segments, as a desk asks it. */
export function asDevice(url: string, deviceSeed: Uint8Array = seeds.devices[0]): HttpRelayClient {
  const client = openHttpRelayClient({
    ...{ origin: url, p, deviceSeed, random: (length) => new Uint8Array(randomBytes(length)) },
    clock: { nowMillis: systemNowMillis, at: () => () => undefined },
    deviceId: deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed)),
  })
  onTestFinished(() => client.close())
  return client
}

/** Sends so many cells and waits until all of them are in closed segments, `perSegment` in each. */
export async function fillSegments(url: string, segments: number, perSegment = 3): Promise<void> {
  const desk = asDevice(url)
  for (let done = (await desk.segments(undefined)).length; done < segments;) {
    for (let cell = 0; cell < perSegment; cell++)
      await fetch(`${url}${CELL_PATH}`, {
        method: 'POST',
        headers: { 'content-type': OCTETS },
        body: new Uint8Array(randomBytes(3072)),
      })
    const before = done
    while (done === before) done = (await desk.segments(undefined)).length
  }
}
