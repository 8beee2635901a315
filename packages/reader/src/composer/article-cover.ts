const PANEL = 'cronista-panel'

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
  const hiding = sheet(
    `html{overflow:hidden!important}body>:not(${PANEL}){visibility:hidden!important}`,
  )
  const host = document.createElement(PANEL)
  // A browser that translates sends what it sees to somebody.
  host.translate = false
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet(css)]
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
