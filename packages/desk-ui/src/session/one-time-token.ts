/** The parts of `window` that a one-time token passes through. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly pathname: string }
  readonly history: {
    readonly state: unknown
    replaceState(state: unknown, unused: string, url: string): void
  }
}

/** Takes the one-time token out of the address's fragment, and the fragment out of the address and its
 *  history entry, in the same step. Returns `undefined` if there is none. The token then exists only in
 *  what is returned: it is never put back, stored or shown. */
export function takeOneTimeToken(bar: AddressBar): string | undefined {
  const fragment = bar.location.hash.replace(/^#/, '')
  if (bar.location.hash !== '') bar.history.replaceState(null, '', bar.location.pathname)
  const token = fragment.startsWith('token=') ? fragment.slice('token='.length) : fragment
  return /^[A-Za-z0-9_-]{16,256}$/.test(token) ? token : undefined
}
