import { otherLanguage, type Language, type StandingStory } from '@cronista/newsroom'
import type { NewsArticle, Person, WithContext } from 'schema-dts'
import {
  absolute,
  absoluteBoth,
  frontPaths,
  penNamePaths,
  seriesPaths,
  storyPaths,
} from './addresses.ts'
import { changedOn } from './edition.ts'
import type { Site } from './site.ts'
import { wordingOf } from './wording.ts'

/** The author as schema.org can tell a pen name: a person whose printed name is an alias of theirs
 *  (`alternateName`), and a description that says so in words. Nothing else is known of them here. */
function authorOf(site: Site, { story }: StandingStory, language: Language): Person {
  const { name } = story.penName
  return {
    '@type': 'Person',
    name,
    alternateName: name,
    description: wordingOf(language).penNameNote(name),
    url: absolute(site, penNamePaths(story.penName)[language]),
  }
}

/** What machines are told of a story, in the vocabulary of schema.org: nothing that the page does not say. */
export function newsArticleOf(
  site: Site,
  standing: StandingStory,
  language: Language,
): WithContext<NewsArticle> {
  const { story, publishedOn } = standing
  const words = wordingOf(language)
  const urls = absoluteBoth(site, storyPaths(story.slug))
  const other = otherLanguage(language)
  const counterpart = { '@type': 'NewsArticle', '@id': urls[other], inLanguage: other } as const
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': urls[language],
    url: urls[language],
    mainEntityOfPage: urls[language],
    inLanguage: language,
    headline: story.headline[language],
    description: story.summary[language],
    articleSection: story.kicker[language],
    dateline: story.place[language],
    datePublished: publishedOn,
    dateModified: changedOn(standing),
    isAccessibleForFree: true,
    author: authorOf(site, standing, language),
    creditText: `${story.penName.name} (${words.penName})`,
    publisher: {
      '@type': 'NewsMediaOrganization',
      name: site.newsroom.name,
      url: absolute(site, frontPaths[language]),
    },
    backstory: story.sourcing[language],
    ...(story.original === language
      ? { workTranslation: counterpart }
      : { translationOfWork: counterpart }),
    ...(story.series && {
      position: story.series.part,
      isPartOf: {
        '@type': 'CreativeWorkSeries',
        name: story.series.title[language],
        url: absolute(site, seriesPaths(story.series.slug)[language]),
      },
    }),
    ...(story.corrections.length > 0 && {
      correction: story.corrections.map(({ madeOn, text }) => ({
        '@type': 'CorrectionComment' as const,
        datePublished: madeOn,
        text: text[language],
      })),
    }),
  }
}
