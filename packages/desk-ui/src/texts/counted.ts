/** A number with the noun that fits it: "1 story", "2 stories". */
export function counted(count: number, one: string, other: string): string {
  return `${String(count)} ${count === 1 ? one : other}`
}
