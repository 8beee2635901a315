import type { Language } from '@cronista/protocol'
import { texts } from '../texts/index.ts'
import { heading, make } from './dom.ts'
import { pageLanguage, Panel } from './panel.ts'

/** What opens instead of the composer on a copy of the site: that one cannot write from here, and at which
 *  hosts one can. It reaches nothing that sends. */
export class CopyNotice {
  readonly #hosts: readonly string[]
  #panel: Panel | undefined

  constructor(hosts: readonly string[]) {
    this.#hosts = hosts
  }

  open(): void {
    if (this.#panel !== undefined) return
    this.#panel = new Panel(() => this.close())
    this.#show(pageLanguage())
  }

  close(): void {
    this.#panel?.close()
    this.#panel = undefined
  }

  #show(language: Language): void {
    const { copyTitle, copyLead, copyHosts, copyHostsUnknown, copyAltered } = texts[language]
    // No links: who goes there from a copy goes where the copy says.
    const hosts = this.#hosts.map((host) => make('li', {}, make('b', {}, host)))
    const where =
      hosts.length === 0
        ? [make('p', {}, copyHostsUnknown)]
        : [make('p', {}, copyHosts), make('ul', { class: 'watchers' }, ...hosts)]
    this.#panel?.show({
      language,
      label: copyTitle,
      otherLanguage: () => this.#show(language === 'es' ? 'en' : 'es'),
      content: [
        heading(copyTitle),
        make('p', { class: 'lead' }, copyLead),
        ...where,
        make('p', { class: 'aside' }, copyAltered),
      ],
    })
  }
}
