const PANEL = 'cronista-panel'
const HIDING = `html{overflow:hidden!important}body>:not(${PANEL}){visibility:hidden!important}`

/** What lies over the article while the composer is open. */
export interface ArticleCover {
  readonly root: ShadowRoot
  /** Takes itself away; the article is as it was, to the pixel it was scrolled to. */
  remove(): void
}

/** Covers the article without touching it: no element of the page is changed or moved, so there is
 *  nothing to put back but the scroll position. The address, history and title stay as they are. */
export function coverArticle(css: string): ArticleCover {
  const left = window.scrollX
  const top = window.scrollY
  const before = document.activeElement
  const hiding = sheet(HIDING)
  const { host, root } = hostWith(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, hiding]
  document.body.append(host)
  return {
    root,
    remove() {
      host.remove()
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== hiding)
      window.scrollTo({ left, top, behavior: 'instant' })
      leaveFocusAt(before)
    },
  }
}

/** Uses all that a cover uses and shows nothing. Firefox counts which features of CSS and scripts pages have
 *  used and keeps the counts in its profile, so every page uses these, whoever reads it. */
export function useLikeCover(css: string): void {
  const { host, root } = hostWith(css)
  root.adoptedStyleSheets.push(sheet(HIDING))
  document.body.append(host)
  host.remove()
}

function hostWith(css: string): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement(PANEL)
  // A browser that translates sends what it sees to somebody.
  host.translate = false
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet(css)]
  return { host, root }
}

/** Tabbing goes on from where it was, but nothing is marked: a ring around the button that opened
 *  the composer would tell whoever looks. */
function leaveFocusAt(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return
  element.focus({ preventScroll: true })
  element.blur()
}

function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet()
  made.replaceSync(css)
  return made
}
