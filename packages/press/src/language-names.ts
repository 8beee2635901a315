// What languages are called in the two of the site. Written here, not asked of the platform: its
// tables differ from machine to machine, and a page must not.
import type { Bilingual, Language } from '@cronista/newsroom'

const names: Readonly<Record<string, Bilingual>> = {
  ar: { es: 'árabe', en: 'Arabic' },
  ctu: { es: 'ch’ol', en: 'Ch’ol' },
  de: { es: 'alemán', en: 'German' },
  en: { es: 'inglés', en: 'English' },
  es: { es: 'español', en: 'Spanish' },
  fr: { es: 'francés', en: 'French' },
  hch: { es: 'wixárika', en: 'Wixárika' },
  ht: { es: 'criollo haitiano', en: 'Haitian Creole' },
  it: { es: 'italiano', en: 'Italian' },
  ja: { es: 'japonés', en: 'Japanese' },
  ko: { es: 'coreano', en: 'Korean' },
  mam: { es: 'mam', en: 'Mam' },
  maz: { es: 'mazahua', en: 'Mazahua' },
  mfy: { es: 'mayo', en: 'Mayo' },
  nah: { es: 'náhuatl', en: 'Nahuatl' },
  ood: { es: 'o’odham', en: 'O’odham' },
  oto: { es: 'otomí', en: 'Otomi' },
  pt: { es: 'portugués', en: 'Portuguese' },
  quc: { es: 'k’iche’', en: 'K’iche’' },
  ru: { es: 'ruso', en: 'Russian' },
  sei: { es: 'seri', en: 'Seri' },
  tar: { es: 'rarámuri', en: 'Rarámuri' },
  top: { es: 'totonaco', en: 'Totonac' },
  tsz: { es: 'purépecha', en: 'Purépecha' },
  tzh: { es: 'tseltal', en: 'Tseltal' },
  tzo: { es: 'tsotsil', en: 'Tsotsil' },
  uk: { es: 'ucraniano', en: 'Ukrainian' },
  yaq: { es: 'yaqui', en: 'Yaqui' },
  yua: { es: 'maya', en: 'Yucatec Maya' },
  zap: { es: 'zapoteco', en: 'Zapotec' },
  zh: { es: 'chino', en: 'Chinese' },
}

/** How `language` calls the language whose BCP 47 code is `code`; `undefined` if the press has no word for it. */
export function languageName(code: string, language: Language): string | undefined {
  return Object.hasOwn(names, code) ? names[code]?.[language] : undefined
}
