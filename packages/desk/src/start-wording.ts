import type { Language } from '@cronista/protocol'
import type { DeskError, DeskErrorCode } from './desk-error.ts'

/** What keeps a desk from starting, as far as whoever starts it can do something about it. */
type StartCode =
  | 'config-malformed'
  | 'folder-not-writable'
  | 'page-missing'
  | 'port-refused'
  | 'port-taken'
  | 'script-missing'

const sentences: Readonly<Record<Language, Readonly<Record<StartCode, string>>>> = {
  es: {
    'config-malformed':
      'la configuración falta, no es JSON o tiene un ajuste mal; una mesa se pone en marcha con el archivo de su configuración',
    'folder-not-writable':
      '"folder" tiene que ser una carpeta de la cuenta con la que corre la mesa',
    'page-missing': '"page" tiene que ser la carpeta con la página ya construida de la mesa',
    'port-refused': 'elija otro puerto en "port", de 1024 en adelante',
    'port-taken': 'otro programa ocupa el puerto: deténgalo, o elija otro en "port"',
    'script-missing': '"site.script" tiene que ser la ruta del programa de lectura ya construido',
  },
  en: {
    'config-malformed':
      'the configuration is missing, is not JSON or has a wrong setting; a desk starts with the file of its configuration',
    'folder-not-writable': '"folder" has to be a folder of the account that runs the desk',
    'page-missing': '"page" has to be the folder with the desk’s built page',
    'port-refused': 'choose another "port", from 1024 up',
    'port-taken': 'another program has the port: stop it, or choose another "port"',
    'script-missing': '"site.script" has to be the path of the built reader script',
  },
}

/** What failed and what to do, for whoever starts a desk, without a full stop: the code, the setting or file
 *  where there is one, and a sentence where one helps. */
export function startSentence({ code, message }: DeskError, language: Language): string {
  const sentence = isStartCode(code) ? sentences[language][code] : undefined
  return sentence === undefined ? message : `${message}: ${sentence}`
}

function isStartCode(code: DeskErrorCode): code is StartCode {
  return code in sentences.en
}
