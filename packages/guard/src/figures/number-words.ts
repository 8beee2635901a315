/** Numbers written in words, and the words around numbers, in both languages. All without accents. */

/** What a language calls its numbers. */
export interface NumberWords {
  /** 1 to 9; `one` is no figure when it stands alone. */
  readonly ones: ReadonlyMap<string, number>
  /** 10 to 29 in a word of their own. */
  readonly teens: ReadonlyMap<string, number>
  /** 20 to 90, which a number of one digit may follow. */
  readonly tens: ReadonlyMap<string, number>
  /** Stands between tens and ones. */
  readonly tensJoiner: string
  /** 100 to 900 in a word of their own. */
  readonly hundreds: ReadonlyMap<string, number>
  readonly multipliers: ReadonlyMap<string, number>
  /** Those that mean a number without another before them. */
  readonly bareMultipliers: ReadonlySet<string>
  readonly months: ReadonlySet<string>
}

function numbered(words: string, first: number, step: number): [string, number][] {
  return words
    .split(' ')
    .flatMap((forms, at) =>
      forms.split('/').map((word): [string, number] => [word, first + at * step]),
    )
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

const SPANISH: NumberWords = {
  ones: new Map(numbered('un/una/uno dos tres cuatro cinco seis siete ocho nueve', 1, 1)),
  teens: new Map(
    numbered(
      'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiun/veintiuno/veintiuna veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve',
      10,
      1,
    ),
  ),
  tens: new Map(numbered('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10)),
  tensJoiner: 'y',
  hundreds: new Map(
    numbered(
      'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas',
      100,
      100,
    ),
  ),
  multipliers: new Map([
    ['docena', 12],
    ['docenas', 12],
    ['centenar', 100],
    ['centenares', 100],
    ['millar', 1e3],
    ['millares', 1e3],
    ['mil', 1e3],
    ['millon', 1e6],
    ['millones', 1e6],
    ['billon', 1e12],
    ['billones', 1e12],
  ]),
  bareMultipliers: set('mil'),
  months: set(
    'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene feb abr jun jul ago sep sept oct nov dic',
  ),
}

const ENGLISH: NumberWords = {
  ones: new Map(numbered('a/an/one two three four five six seven eight nine', 1, 1)),
  teens: new Map(
    numbered(
      'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
      10,
      1,
    ),
  ),
  tens: new Map(numbered('twenty thirty forty/fourty fifty sixty seventy eighty ninety', 20, 10)),
  tensJoiner: '-',
  hundreds: new Map(),
  multipliers: new Map([
    ['dozen', 12],
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['trillion', 1e12],
  ]),
  bareMultipliers: new Set(),
  months: set(
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
  ),
}

/** By language. */
export const numberWords: Readonly<Record<'es' | 'en', NumberWords>> = { es: SPANISH, en: ENGLISH }
