import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { GateFindingView, StoryView } from '@cronista/desk/story-api'
import { protectedIn } from '@cronista/guard'
import type { Source } from '../api/source-api.ts'
import type { NamedSegment } from '../stories/segment-name.ts'
import type { Texts } from '../texts/index.ts'
import { useSpeech } from '../texts/speech.tsx'
import type { GateWays } from './gate.tsx'
import type { SameFinding } from './grouped-findings.ts'
import { placeName } from './place-name.ts'

interface FindingProps extends GateWays {
  readonly finding: SameFinding
  readonly sources: readonly Source[]
  readonly story: StoryView
  readonly segments: readonly NamedSegment[]
}

/** How many places of one thing are shown before somebody asks for the rest. */
const SHOWN = 4

/** Which field of a source's form settles it. */
const SETTLED_AT: Readonly<Partial<Record<GateFindingView['code'], string>>> = {
  'consent-missing': 'words',
  'consent-expired': 'words',
  'label-not-agreed': 'words',
  'reader-reason-missing': 'unnamedBecause-es',
  'desk-reason-missing': 'deskReason',
  'hidden-from-missing': 'hiddenFrom',
}

/** One thing that keeps the story from being published: what it is, where it stands, where it is settled. */
export function Finding({ finding, sources, story, segments, ...ways }: FindingProps) {
  const { texts, language } = useSpeech()
  const [isWhole, setWhole] = useState(false)
  const source = sources.find(({ id }) => id === finding.source)
  const protection = source?.protections.find(({ id }) => id === finding.protection)
  const whose = source === undefined ? undefined : source.label[language]
  const what = texts.gate.what[protection?.kind ?? 'other']
  const shown = isWhole || finding.at.length <= SHOWN + 1 ? finding.at : finding.at.slice(0, SHOWN)
  const words = { texts, language, story: story.id, segments }
  return (
    <li className="finding">
      <p>{texts.gate.codes[finding.code](nameOf(whose, finding.source, texts), what)}</p>
      <ul className="finding-places">
        {shown.map((one, index) => (
          <li key={index}>
            <Place
              name={placeName(one, words)}
              isLed={leads(one, story)}
              onGo={() => {
                go(one, protection?.text, ways)
              }}
            />
            <Excerpt finding={one} seen={protection?.text} />
          </li>
        ))}
      </ul>
      {shown.length < finding.at.length && (
        <Button
          className="button link"
          onPress={() => {
            setWhole(true)
          }}
        >
          {texts.gate.morePlaces(finding.at.length - shown.length)}
        </Button>
      )}
      <Settling
        finding={finding}
        onSource={ways.onSource}
        onFigures={ways.onFigures}
        story={story}
      />
    </li>
  )
}

/** What is noted of a source stands in its form, everything else in a story. */
function go(one: GateFindingView, seen: string | undefined, { onPlace, onSource }: GateWays): void {
  const { place, code } = one
  if (place.kind === 'source') onSource(place.source, SETTLED_AT[code])
  else if (place.kind === 'reason') onSource(place.source, `unnamedBecause-${place.language}`)
  else onPlace(one, seen)
}

function nameOf(whose: string | undefined, source: string | undefined, { gate }: Texts): string {
  if (whose !== undefined) return gate.label(whose)
  return source === undefined ? gate.aSource : gate.unknownSource
}

/** A built file is nowhere on this page; what is noted of a source has a link of its own. */
function leads({ place }: GateFindingView, story: StoryView): boolean {
  if (place.kind === 'site') return false
  return place.kind !== 'story' || place.story !== story.id
}

function Place({ name, isLed, onGo }: { name: string; isLed: boolean; onGo: () => void }) {
  const { texts } = useSpeech()
  if (!isLed) return <span className="fine">{name}</span>
  return (
    <Button className="button link" aria-label={texts.gate.goTo(name)} onPress={onGo}>
      {name}
    </Button>
  )
}

interface ExcerptProps {
  readonly finding: GateFindingView
  /** The protected text that was seen in it. */
  readonly seen: string | undefined
}

/** What stands there, with what was seen marked in it. */
function Excerpt({ finding: { excerpt, place }, seen }: ExcerptProps) {
  if (excerpt === undefined) return null
  const as = place.kind === 'field' && place.field === 'slug' ? 'address' : 'prose'
  const [sighting] = seen === undefined ? [] : protectedIn(excerpt, [{ id: '', text: seen }], as)
  const from = sighting?.offset ?? excerpt.length
  const to = from + (sighting?.length ?? 0)
  return (
    <blockquote lang={'language' in place ? place.language : undefined}>
      {excerpt.slice(0, from)}
      {to > from && <mark>{excerpt.slice(from, to)}</mark>}
      {excerpt.slice(to)}
    </blockquote>
  )
}

type SettlingProps = Pick<FindingProps, 'finding' | 'onFigures' | 'onSource' | 'story'>

/** The way to where it is settled, if that is not where it stands. */
function Settling({ finding, onSource, onFigures, story }: SettlingProps) {
  const { texts } = useSpeech()
  const { code, source, at } = finding
  const [first] = at
  if (code === 'figure-undeclared' && first !== undefined && story.state === 'draft')
    return (
      <Button
        className="button link"
        onPress={() => {
          onFigures(first)
        }}
      >
        {texts.gate.toFigures}
      </Button>
    )
  const field = SETTLED_AT[code]
  if (source === undefined || field === undefined || first?.place.kind === 'source') return null
  return (
    <Button
      className="button link"
      onPress={() => {
        onSource(source, field)
      }}
    >
      {texts.gate.toSource}
    </Button>
  )
}
