/** A pasted card or welcome without the line breaks that a mail or a chat put into it. */
export function withoutSpace(pasted: string): string {
  return pasted.replace(/\s/gu, '')
}
