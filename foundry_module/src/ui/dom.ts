type Attributes = Record<string, string | boolean>

/**
 * An element with text or other elements inside. Text is always set as text:
 * there is no way to hand HTML to it.
 */
export function element(
  tag: string,
  attributes: Attributes = {},
  ...children: (string | Node | null)[]
): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

/** An icon of the font that Foundry brings along; the words beside it say the same. */
export function icon(name: string): HTMLElement {
  return element('i', { 'class': `fa-solid ${name}`, 'aria-hidden': 'true' })
}
