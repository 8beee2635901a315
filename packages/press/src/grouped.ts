/** `number` with the thousands separated as Mexico and the United States both do. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')
}
