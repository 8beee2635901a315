// The Atom feed of each language (RFC 4287), with whole texts: it is all that some readers can fetch.
import {
  languages,
  type Bilingual,
  type Language,
  type PlainDate,
  type SiteStory,
  type StandingStory,
  type WithdrawnStory,
} from '@cronista/newsroom'
import { absolute, feedPaths, frontPaths, penNamePaths, storyPaths } from './addresses.ts'
import { renderBody } from './blocks.ts'
import { changedOn, type Edition } from './edition.ts'
import type { Markup } from './markup.ts'
import { asText, markup } from './markup.ts'
import { longDate } from './plain-date.ts'
import type { Site } from './site.ts'
import { stableUrn } from './stable-urn.ts'
import { wordingOf } from './wording.ts'

const ENTRIES = 20
// Atom wants an hour. It is noon in UTC, which is the same day from Honolulu to Auckland, for every entry.
const NOON = 'T12:00:00Z'
const NOTHING_YET: PlainDate = '1970-01-01'

function dayOf(story: SiteStory): PlainDate {
  return story.kind === 'story' ? changedOn(story) : story.withdrawnOn
}

/** The stories that changed last, newest first: a correction and a withdrawal reach followers too. */
export function feedContentOf({ newest, withdrawn }: Edition): readonly SiteStory[] {
  // `newest` and `withdrawn` are sorted already, and sorting is stable.
  return [...newest, ...withdrawn]
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0))
    .slice(0, ENTRIES)
}

function renderLinks(site: Site, paths: Bilingual, first: Language): Markup {
  const links = languages
    .toSorted((a, b) => Number(b === first) - Number(a === first))
    .map(
      (language) =>
        markup`<link rel="alternate" type="text/html" hreflang="${language}" href="${absolute(site, paths[language])}"/>\n`,
    )
  return markup`${links}`
}

function renderWhole({ story }: StandingStory, language: Language): Markup {
  const words = wordingOf(language)
  const note =
    story.editorsNote &&
    markup`<p><b>${words.editorsNote}.</b> ${story.editorsNote[language]}</p>\n`
  const corrections = story.corrections.map(
    ({ madeOn, text }) => markup`<p><b>${longDate(madeOn, language)}.</b> ${text[language]}</p>\n`,
  )
  const corrected =
    corrections.length > 0 ? markup`<h2>${words.corrections}</h2>\n${corrections}` : undefined
  return markup`${note}${renderBody(story.blocks, language)}<h2>${words.sourcing}</h2>
<p>${story.sourcing[language]}</p>
${corrected}`
}

function renderStory(site: Site, standing: StandingStory, language: Language): Markup {
  const { story, publishedOn } = standing
  const { name } = story.penName
  return markup`<entry>
<id>${stableUrn(site.newsroom.id, story.id, language)}</id>
<title>${story.headline[language]}</title>
${renderLinks(site, storyPaths(story.slug), language)}<published>${publishedOn}${NOON}</published>
<updated>${changedOn(standing)}${NOON}</updated>
<author><name>${name} (${wordingOf(language).penName})</name><uri>${absolute(site, penNamePaths(story.penName)[language])}</uri></author>
<category term="${story.kicker[language]}"/>
<summary>${story.summary[language]}</summary>
<content type="html">${asText(renderWhole(standing, language))}</content>
</entry>
`
}

/** Under the identifier of the story that stood there, so that a follower's copy is replaced. */
function renderWithdrawn(site: Site, withdrawn: WithdrawnStory, language: Language): Markup {
  const words = wordingOf(language)
  return markup`<entry>
<id>${stableUrn(site.newsroom.id, withdrawn.id, language)}</id>
<title>${words.withdrawnTitle}</title>
${renderLinks(site, storyPaths(withdrawn.slug), language)}<updated>${withdrawn.withdrawnOn}${NOON}</updated>
<content type="text">${withdrawn.note[language]}</content>
</entry>
`
}

/** `/es/feed.atom` and `/en/feed.atom`. Days only: every hour in it is noon. */
export function renderFeed(site: Site, stories: readonly SiteStory[], language: Language): Markup {
  const entries = stories.map((story) =>
    story.kind === 'story'
      ? renderStory(site, story, language)
      : renderWithdrawn(site, story, language),
  )
  const updated = stories[0] === undefined ? NOTHING_YET : dayOf(stories[0])
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${stableUrn(site.newsroom.id, 'feed', language)}</id>
<title>${site.newsroom.name}</title>
<subtitle>${site.newsroom.motto[language]}</subtitle>
<updated>${updated}${NOON}</updated>
<author><name>${site.newsroom.name}</name></author>
<link rel="self" type="application/atom+xml" href="${absolute(site, feedPaths[language])}"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${absolute(site, frontPaths[language])}"/>
${entries}</feed>
`
}
