import { messagesOf, type Language, type ThreadState } from '@cronista/newsroom'

/** A draft is a beginning, not an archive: what goes beyond stays in the conversation. */
const MOST_CHARACTERS = 100_000

/** What a contributor wrote in the story's language, as the first paragraphs of a draft. */
export function firstParagraphs(thread: ThreadState, original: Language): readonly string[] {
  const lines = messagesOf(thread)
    .filter(({ language }) => language === original)
    .flatMap(({ text }) => text.split(/\n+/u))
    .filter((line) => line.trim() !== '')
  let characters = 0
  return lines.filter((line) => (characters += line.length) <= MOST_CHARACTERS)
}
