// What the desk calls a contributor: a bird or a tree of Mexico and a number. Never like a person's
// name: what doubles as a given name or surname (Paloma, Garza, Sabino, Encino) is left out.
import { NewsroomError } from './newsroom-error.ts'

/** Fresh random bytes. */
export type Random = (length: number) => Uint8Array

const NUMBERS = 20
/** As many as two random bytes tell apart. */
const MAX_NUMBERS = 65_536
const DRAWS = 4096

/** The handles that contributors have. */
export interface TakenHandles {
  readonly size: number
  has(handle: string): boolean
}

/** The birds and trees that handles are drawn from. */
export const handleNames: readonly string[] = [
  ...['Ahuehuete', 'Ahuejote', 'Aguacate', 'Amate', 'Anacahuita', 'Ayacahuite', 'Bolsero'],
  ...['Caoba', 'Capulín', 'Cazahuate', 'Ceiba', 'Cenzontle', 'Chachalaca', 'Chara', 'Charrán'],
  ...['Chechén', 'Chichicuilote', 'Chicozapote', 'Chipe', 'Chirimoya', 'Clarinero', 'Codorniz'],
  ...['Cojolite', 'Colibrí', 'Colorín', 'Copal', 'Cormorán', 'Correcaminos', 'Cotorra'],
  ...['Cuajiote', 'Cuitlacoche', 'Ébano', 'Enebro', 'Espátula', 'Flamenco', 'Gallareta'],
  ...['Guacamaya', 'Guajolote', 'Guamúchil', 'Guayabo', 'Guayacán', 'Huanacaxtle', 'Huisache'],
  ...['Jacamar', 'Jícaro', 'Jilguero', 'Liquidámbar', 'Madroño', 'Mangle', 'Mezquite'],
  ...['Momoto', 'Mosquero', 'Nanche', 'Oyamel', 'Papamoscas', 'Parota', 'Pelícano', 'Pijije'],
  ...['Pinabete', 'Pirul', 'Playerito', 'Pochote', 'Tabachín', 'Tapacamino', 'Tecolote'],
  ...['Tejocote', 'Tepeguaje', 'Tepozán', 'Trogón', 'Tucán', 'Tzalam', 'Verdín', 'Zanate'],
  ...['Zapote', 'Zarapito', 'Zopilote'],
]

/** A handle such as "Cenzontle 4" that is not among `taken`; with more threads come higher numbers, so
 *  that one of four is taken at most and the first draws find a free one. Throws `handles-exhausted`
 *  when chance finds none, which with fewer than a million threads does not happen. */
export function drawHandle(random: Random, taken: TakenHandles): string {
  const needed = Math.ceil((taken.size * 4) / handleNames.length)
  const most = Math.min(MAX_NUMBERS, Math.max(NUMBERS, needed))
  for (let draw = 0; draw < DRAWS; draw++) {
    const name = handleNames[below(random, handleNames.length)]
    const handle = `${name ?? ''} ${below(random, most) + 1}`
    if (!taken.has(handle)) return handle
  }
  throw new NewsroomError('handles-exhausted')
}

/** A number below `limit`, at most {@link MAX_NUMBERS}, each as likely as the others. */
function below(random: Random, limit: number): number {
  const ceiling = MAX_NUMBERS - (MAX_NUMBERS % limit)
  for (;;) {
    const [high = 0, low = 0] = random(2)
    const drawn = high * 256 + low
    if (drawn < ceiling) return drawn % limit
  }
}
