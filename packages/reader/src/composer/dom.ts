/** An attribute's text, whether it is there at all, or what to do on an event (`onclick`). */
export type AttributeValue = boolean | string | ((event: Event) => void)

/** Makes an element. Children are nodes and text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else element.toggleAttribute(name, value !== false)
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string') element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** A button that belongs to no form. */
export function button(
  label: string,
  press: () => void,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): HTMLButtonElement {
  return make('button', { type: 'button', onclick: press, ...attributes }, label)
}

/** A text for assistive technology only. */
export function unseen(text: string): HTMLElement {
  return make('i', { class: 'unseen' }, text)
}

/** A screen's heading, which takes the focus when the screen appears. */
export function heading(text: string): HTMLHeadingElement {
  return make('h1', { tabindex: '-1' }, text)
}

/** A short text that assistive technology speaks when it changes. */
export function status(): HTMLParagraphElement {
  return make('p', { role: 'status', class: 'status' })
}

/** Puts a text into an element, and hides the element when there is none. */
export function say(element: HTMLElement, text: string): void {
  element.hidden = text === ''
  // Writing the same text again would be spoken again.
  if (element.textContent !== text) element.textContent = text
}

/** Marks a button as one that does nothing now, without taking the focus from it. */
export function dim(target: HTMLButtonElement, dimmed: boolean): void {
  target.setAttribute('aria-disabled', String(dimmed))
}
