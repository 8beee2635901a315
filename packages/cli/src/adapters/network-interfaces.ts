import { readdir, readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

const LINUX_INTERFACES = '/sys/class/net'

/** The names of this machine's network interfaces that are up or have an address, without the loopback: as
 *  far as the system says. A radio that is on without a network does not show, nor does what was before. */
export async function interfacesUp(): Promise<readonly string[]> {
  const addressed = Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some(({ internal }) => !internal) === true)
    .map(([name]) => name)
  const names = await readdir(LINUX_INTERFACES).catch(() => [])
  const up = await Promise.all(names.map(async (name) => ((await isUp(name)) ? [name] : [])))
  return [...new Set([...addressed, ...up.flat()])].sort()
}

async function isUp(name: string): Promise<boolean> {
  if (name === 'lo') return false
  const state = await readFile(join(LINUX_INTERFACES, name, 'operstate'), 'utf8').catch(() => '')
  return state.trim() === 'up'
}
