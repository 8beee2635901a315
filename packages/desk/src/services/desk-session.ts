// One stretch of time between unlocking and locking: everything that needs keys lives here and ends
// here.
import {
  RECORD_CAPACITY,
  toBase64Url,
  toHex,
  type Primitives,
  type Random,
  type Schedule,
} from '@cronista/protocol'
import { personName } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { dueEditionMillis } from '../domain/edition-plan.ts'
import type { DeskStatus } from '../http/api.ts'
import type { Devices, ListedDevice } from '../http/device-api.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { SitePress } from '../ports/site-press.ts'
import { forget, type VaultContent } from '../ports/vault.ts'
import { Admission } from './admission.ts'
import { withCheckedPosition } from './collector-position.ts'
import { deskKeysOf, forgetKeys, type DeskKeys } from './desk-keys.ts'
import { DeskWork } from './desk-work.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { GroupKeys } from './group-keys.ts'
import { foundIntake, isEarlierIntake, isIntake } from './intake-role.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'

/** The world around a session, made by whoever composes the desk. */
export interface SessionSurroundings {
  readonly p: Primitives
  readonly random: Random
  readonly clock: Clock
  readonly schedule: Schedule
  /** Opened for each session and closed at its end. */
  openStore(): DeskStore
  openRelay(keys: DeskKeys): RelayClient & { close(): void }
  openCells(): CellOpener
  /** For the newsroom of this id: 64 hexadecimal digits. */
  openPress(newsroomId: string): SitePress
}

/** An unlocked desk. */
export class DeskSession {
  readonly admission: Admission
  readonly #surroundings: SessionSurroundings
  readonly #vault: VaultContent
  readonly #keys: DeskKeys
  readonly #store: DeskStore
  readonly #relay: RelayClient & { close(): void }
  readonly #devices: KnownDevices
  readonly #groupKeys: GroupKeys
  readonly #journal: Journal
  readonly #epochs: EpochSeeds
  #opener: CellOpener | undefined
  #work: DeskWork | undefined

  private constructor(surroundings: SessionSurroundings, vault: VaultContent, opened: DeskStore) {
    const { p, random, clock } = surroundings
    const keys = deskKeysOf(p, random, vault)
    const store = withCheckedPosition(keys, opened)
    if (isEarlierIntake(keys, store)) store.change((stores) => foundIntake(keys, stores))
    // Before anything is loaded: it erases from the disk what has died while the desk was locked.
    this.#epochs = EpochSeeds.open(keys, store, clock.nowMillis())
    this.#devices = KnownDevices.open(keys, store)
    this.#groupKeys = new GroupKeys(keys, store)
    this.#journal = Journal.open(keys, store, this.#devices)
    this.#relay = surroundings.openRelay(keys)
    this.#surroundings = surroundings
    this.#vault = vault
    this.#keys = keys
    this.#store = store
    this.admission = new Admission({
      ...{ keys, clock, store, devices: this.#devices },
      ...{ groupKeys: this.#groupKeys, personName: vault.personName },
    })
  }

  /** Checks the journal and begins to work, or to wait for a welcome. Throws `storage-damaged`,
   *  `storage-failed` or `journal-damaged`; the vault's keys are then overwritten. */
  static begin(surroundings: SessionSurroundings, vault: VaultContent): DeskSession {
    let store: DeskStore | undefined
    try {
      store = surroundings.openStore()
      const session = new DeskSession(surroundings, vault, store)
      session.#beginWork()
      return session
    } catch (error) {
      store?.close()
      forget(vault)
      throw error
    }
  }

  /** Stops working, lets go of the state on disk and overwrites every key. One that fails keeps none of the
   *  others from being done; the first failure is thrown when all are. */
  async end(): Promise<void> {
    const steps: readonly (() => unknown)[] = [
      () => this.#relay.close(),
      () => this.#work?.stop(),
      () => this.#opener?.close(),
      () => this.#store.close(),
      () => this.#forget(),
    ]
    const failures: unknown[] = []
    for (const step of steps)
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    if (failures.length > 0) throw failures[0]
  }

  /** What members do. Throws `desk-waiting` on a desk that has not been admitted. */
  get work(): DeskWork {
    if (this.#work === undefined) throw new DeskError('desk-waiting')
    return this.#work
  }

  /** The welcome for a device whose card's words were compared. Throws as `Admission.admit`, and
   *  `desk-waiting`. */
  admit(card: Uint8Array): Uint8Array {
    return this.admission.admit(card, this.work.roster.bytes)
  }

  /** Joins the group and begins to work; once more changes nothing. Throws `welcome-refused` or
   *  `storage-failed`. */
  accept(welcome: Uint8Array): void {
    this.admission.accept(welcome)
    if (this.#work === undefined) this.#beginWork()
  }

  status(): DeskStatus {
    const { clock, schedule } = this.#surroundings
    const { newsroomName, personName } = this.#vault
    return {
      newsroomId: toHex(this.#keys.newsroomId),
      ...{ newsroomName, personName, schedule: schedule.name },
      membership: this.#work === undefined ? 'waiting' : 'member',
      ...(this.#work?.status() ?? {
        ...{ collects: false, sync: {}, collector: {} },
        edition: {
          nextAtMillis: dueEditionMillis(clock.nowMillis(), schedule),
          isBuilder: false,
        },
        capacity: { records: RECORD_CAPACITY, waiting: [] },
      }),
      warnings: (this.#work?.warnings() ?? []).map((code) => ({ code })),
    }
  }

  /** The newsroom's devices as this desk knows them, its own first. */
  devices(): Devices {
    const card = this.admission.ownCard()
    const heard = this.#work?.sync.lastHeard() ?? new Map<string, number>()
    return {
      own: { card: toBase64Url(card), words: this.admission.words(card) },
      membership: this.#work === undefined ? 'waiting' : 'member',
      devices: this.#devices
        .authors()
        .map(({ device, person }) => this.#listed(device, person, heard.get(device)))
        .sort((a, b) => Number(b.own) - Number(a.own) || (a.deviceId < b.deviceId ? -1 : 1)),
    }
  }

  #listed(deviceId: string, person: string, lastHeardAtMillis: number | undefined): ListedDevice {
    const own = deviceId === toHex(this.#keys.deviceId)
    const name = own ? this.#vault.personName : personName(this.#journal.state, person)
    return {
      ...{ deviceId, own },
      ...(name === undefined ? {} : { personName: name }),
      member: own ? this.#work !== undefined : lastHeardAtMillis !== undefined,
      ...(lastHeardAtMillis === undefined ? {} : { lastHeardAtMillis }),
    }
  }

  #forget(): void {
    this.#journal.forget()
    this.#groupKeys.forget()
    this.#epochs.forget()
    forgetKeys(this.#keys, this.#vault)
  }

  #beginWork(): void {
    if (this.#groupKeys.current === undefined) return
    const { clock, schedule } = this.#surroundings
    const opener = (this.#opener ??= this.#surroundings.openCells())
    const openPress = () => this.#surroundings.openPress(toHex(this.#keys.newsroomId))
    const work = new DeskWork({
      ...{ keys: this.#keys, clock, schedule, store: this.#store, relay: this.#relay },
      ...{ press: openPress(), gatePress: openPress() },
      ...{ journal: this.#journal, devices: this.#devices, groupKeys: this.#groupKeys },
      ...{ epochs: this.#epochs, opener, personName: this.#vault.personName },
      isFirst: isIntake(this.#keys, this.#store),
    })
    work.start()
    this.#work = work
  }
}
