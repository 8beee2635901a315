// The same corpus as a Hugo site: both languages as translations of each other, pen names and series
// as taxonomies, feeds, sitemaps, hreflang and JSON-LD. Its templates say less than the press's pages
// do, which is to Hugo's advantage.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { languages, type Language, type PrintedBlock, type StandingStory } from '@cronista/newsroom'

const config = `baseURL = "https://example.org/"
title = "El Cenzontle"
defaultContentLanguage = "es"
defaultContentLanguageInSubdir = true
[taxonomies]
series = "series"
pen-name = "pen-names"
[languages.es]
languageName = "Español"
contentDir = "content/es"
[languages.en]
languageName = "English"
contentDir = "content/en"
[outputs]
home = ["HTML", "RSS"]
section = ["HTML"]
taxonomy = ["HTML"]
term = ["HTML"]
`

const frame = `<!DOCTYPE html>
<html lang="{{ .Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="stylesheet" href="/site.css">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">
{{ end }}{{ block "about" . }}{{ end }}
</head>
<body>
<header class="masthead"><p class="name"><a href="/{{ .Lang }}/">{{ site.Title }}</a></p>
<nav><ul>{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}" lang="{{ .Lang }}">{{ .Language.LanguageName }}</a></li>
{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer><p>{{ i18n "colophon" }}</p><p>{{ i18n "cover" }}</p></footer>
</body>
</html>
`

const story = `{{ define "about" }}<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "NewsArticle" "@id" .Permalink "url" .Permalink "inLanguage" .Lang "headline" .Title "description" .Description "articleSection" .Params.kicker "dateline" .Params.place "datePublished" (.Date.Format "2006-01-02") "author" (dict "@type" "Person" "name" .Params.author "alternateName" .Params.author) "backstory" .Params.sourcing | jsonify | safeJS }}</script>{{ end }}
{{ define "main" }}<article class="story"><header><p class="kicker">{{ .Params.kicker }}</p>
<h1>{{ .Title }}</h1>
<p class="standfirst">{{ .Description }}</p>
<p class="byline">{{ .Params.place }}, <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time> {{ range .GetTerms "pen-names" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</p>
{{ range .GetTerms "series" }}<p><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></p>{{ end }}</header>
<p class="editors-note">{{ .Params.note }}</p>
<div class="body">{{ .Content }}</div>
<section class="sourcing"><h2>{{ i18n "sourcing" }}</h2><p>{{ .Params.sourcing }}</p></section>
<section class="corrections"><p>{{ .Params.correction }}</p></section>
{{ range .Translations }}<p class="other"><a href="{{ .RelPermalink }}" lang="{{ .Lang }}">{{ .Title }}</a></p>{{ end }}
</article>{{ end }}
`

const teaser = `<article><p class="kicker">{{ .Params.kicker }}</p><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p class="standfirst">{{ .Description }}</p><p class="byline">{{ .Params.place }}, {{ .Date.Format "2 January 2006" }}</p></article>
`

const list = `{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages }}${teaser}{{ end }}{{ end }}
`

const taxonomy = `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`

const front = `{{ define "main" }}{{ range first 27 site.RegularPages }}${teaser}{{ end }}{{ end }}
`

const feed = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{ site.Title }}</title><link>{{ .Permalink }}</link>
{{ range first 20 site.RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Content | html }}</description></item>
{{ end }}</channel></rss>
`

const words: Readonly<Record<Language, string>> = {
  es: '[colophon]\nother = "Las firmas son seudónimos."\n[cover]\nother = "Esta página manda sobres."\n[sourcing]\nother = "Cómo lo sabemos"\n',
  en: '[colophon]\nother = "Bylines are pen names."\n[cover]\nother = "This page sends envelopes."\n[sourcing]\nother = "How we know this"\n',
}

function markdownOf(block: PrintedBlock, language: Language): string {
  const text = block.text[language].map((span) => span.text).join('')
  if (block.kind === 'heading') return `## ${text}`
  if (block.kind === 'paragraph') return text
  if (block.kind === 'picture') return `**${text}**`
  const { speaker, where, saidOn } = block
  return `> ${text}\n\n**${speaker.label[language]}**, ${where[language]}, ${saidOn}. ${speaker.unnamedBecause?.[language] ?? ''}`
}

/** One story in one language, as Hugo's content. JSON's strings are TOML's. */
function contentOf({ story: printed, publishedOn }: StandingStory, language: Language): string {
  const front: Readonly<Record<string, readonly string[] | string>> = {
    title: printed.headline[language],
    url: `/${language}/${printed.slug[language]}/`,
    description: printed.summary[language],
    kicker: printed.kicker[language],
    place: printed.place[language],
    author: printed.penName.name,
    'pen-names': [printed.penName.name],
    series: printed.series ? [printed.series.title[language]] : [],
    sourcing: printed.sourcing[language],
    note: printed.editorsNote?.[language] ?? '',
    correction: printed.corrections[0]?.text[language] ?? '',
  }
  const lines = Object.entries(front).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  const body = printed.blocks.map((block) => markdownOf(block, language)).join('\n\n')
  return `+++\n${lines.join('\n')}\ndate = ${publishedOn}\n+++\n${body}\n`
}

async function put(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

/** Writes what is not a story: configuration, templates, words. */
export async function writeHugoSite(folder: string, stylesheet: Uint8Array): Promise<void> {
  await put(folder, {
    'hugo.toml': config,
    'layouts/_default/baseof.html': frame,
    'layouts/_default/single.html': story,
    'layouts/_default/list.html': list,
    'layouts/_default/taxonomy.html': taxonomy,
    'layouts/index.html': front,
    'layouts/index.rss.xml': feed,
    'i18n/es.toml': words.es,
    'i18n/en.toml': words.en,
    'static/site.css': new TextDecoder().decode(stylesheet),
  })
  for (const language of languages)
    await mkdir(join(folder, 'content', language, 'n'), { recursive: true })
}

/** Writes one story in both languages. */
export async function writeHugoStory(
  folder: string,
  standing: StandingStory,
  name: string,
): Promise<void> {
  for (const language of languages)
    await writeFile(
      join(folder, 'content', language, 'n', `${name}.md`),
      contentOf(standing, language),
    )
}
