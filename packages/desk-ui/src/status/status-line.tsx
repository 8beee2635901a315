import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import type { DeskStatus } from '@cronista/desk/api'
import { useNow } from '../moments/use-now.ts'
import { useSpeech } from '../texts/speech.tsx'
import { inGroups } from './fingerprint.ts'
import { repliesWaiting, WaitingThreads } from './waiting-threads.tsx'

/** The folio under the masthead: what was collected, which edition is out, how full the next one is. It
 *  is no live region: it changes every second. */
export function StatusLine({ status }: { status: DeskStatus }) {
  const { texts, moments } = useSpeech()
  const nowMillis = useNow()
  const { collector, collects, edition, capacity, sync } = status
  const collected = !collects
    ? texts.desk.collectsNothing
    : collector.lastPulledAtMillis === undefined
      ? texts.desk.neverCollected
      : texts.desk.collected(moments.ago(nowMillis, collector.lastPulledAtMillis))
  const next = moments.until(nowMillis, edition.nextAtMillis)
  return (
    <Disclosure className="folio">
      <section className="folio-line" aria-label={texts.desk.statusLabel}>
        <p>{collected}</p>
        <p>
          {sync.lastSyncedAtMillis === undefined
            ? texts.desk.neverSynced
            : texts.desk.synced(moments.ago(nowMillis, sync.lastSyncedAtMillis))}
        </p>
        <p>
          {edition.number === undefined
            ? texts.desk.noEdition(next)
            : texts.desk.edition(edition.number, next)}
        </p>
        <p>{texts.desk.capacity(repliesWaiting(capacity))}</p>
        <Button slot="trigger" className="folio-details">
          {texts.desk.details}
        </Button>
      </section>
      <WaitingThreads waiting={capacity.waiting} nowMillis={nowMillis} />
      <DisclosurePanel className="folio-panel">
        <p>{edition.isBuilder ? texts.desk.buildsHere : texts.desk.buildsElsewhere}</p>
        <h2>{texts.desk.fingerprint}</h2>
        <p className="fingerprint">{inGroups(status.newsroomId)}</p>
        <p className="fine">{texts.desk.fingerprintExplained}</p>
      </DisclosurePanel>
    </Disclosure>
  )
}
