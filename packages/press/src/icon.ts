/** A mockingbird on a wire, in one colour that shows on light and on dark. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#b23a4a" d="M3 11.6l5-1.9c.8-2.6 3-4.2 5.5-4.2 2.3 0 3.9 1.2 4.8 3L28.5 18.6l-6.6-2.2c-1 3.7-4 6.2-7.7 6.4v2.7H29v1.5H3v-1.5h9.7v-2.9c-4.2-1-5.8-4.6-5.6-10z"/><circle cx="12.6" cy="9.6" r="1.1" fill="#fff"/></svg>
`
