import type { Ref } from 'react'
import { DeskFailure } from '../api/desk-failure.ts'
import { useSite } from '../api/desk-queries.ts'
import { inGroups } from '../status/fingerprint.ts'
import { useSpeech } from '../texts/speech.tsx'
import { PendingRelease } from './pending-release.tsx'
import { PublishingSite } from './publishing-site.tsx'
import { sentenceOf } from './site-warning.ts'

/** How much of a release's head people compare: 64 bits. */
const SHOWN_DIGITS = 16

/** What is on the site, and what is on its way there. */
export function Site({ ref }: { ref: Ref<HTMLHeadingElement> }) {
  const { texts } = useSpeech()
  const { data: site, error } = useSite()
  return (
    <section className="sheet narrow" aria-labelledby="site-heading">
      <h2 id="site-heading" ref={ref} tabIndex={-1}>
        {texts.site.heading}
      </h2>
      <p className="lead">{texts.site.explanation}</p>
      {site === undefined && (
        <p className="fine">
          {error instanceof DeskFailure ? texts.failures[error.code] : texts.site.loading}
        </p>
      )}
      {site !== undefined && (
        <>
          {site.release === undefined ? (
            <p>{texts.site.none}</p>
          ) : (
            <div className="release">
              <p className="release-number">{texts.site.release(site.release.number)}</p>
              <p className="fine">{texts.site.head}</p>
              <p className="fingerprint">{inGroups(site.release.head.slice(0, SHOWN_DIGITS))}</p>
              <p className="fine">{texts.site.headExplained}</p>
            </div>
          )}
          {site.pending === undefined ? (
            <>
              <p className="fine">{texts.site.nothingPending}</p>
              <PublishingSite />
            </>
          ) : (
            <PendingRelease pending={site.pending} />
          )}
          <h3 className="group-heading">{texts.site.warnings}</h3>
          {site.warnings.length === 0 && <p className="fine">{texts.site.noWarnings}</p>}
          {site.warnings.map(({ code }) => (
            <p key={code} className="warning">
              {sentenceOf(code, texts)}
            </p>
          ))}
        </>
      )}
    </section>
  )
}
