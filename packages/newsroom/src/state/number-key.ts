/** Sorts as the number does. */
export function numberKey(number: number): string {
  return number.toString().padStart(16, '0')
}
