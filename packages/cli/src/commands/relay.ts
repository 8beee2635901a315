import type { CommandDefinition } from './command-definition.ts'
import { stopSignal } from './until-stopped.ts'

/** `cronista relay`. */
export const relayCommand: CommandDefinition = {
  words: ['relay'],
  options: {},
  help: {
    es: `  cronista relay CONFIGURACIÓN
      Pone en marcha el servidor público. Lo mínimo que dice el archivo:
      {"folder": "estado", "port": 8080, "newsroomId": "la huella"}`,
    en: `  cronista relay CONFIG
      Starts the public server. The least the file says:
      {"folder": "state", "port": 8080, "newsroomId": "the fingerprint"}`,
  },
  hints: {
    es: { CONFIG: 'el archivo JSON de la configuración' },
    en: { CONFIG: 'the JSON file with the configuration' },
  },
  read(line) {
    const config = line.word('CONFIG')
    return {
      ...{ kind: 'relay', config },
      run: async (terminal) =>
        (await import('../run-public-relay.ts')).runPublicRelay(
          config,
          { language: line.language, terminal },
          stopSignal(),
        ),
    }
  },
}
