type Child = string | Node | null
type Attributes = Record<string, string | boolean>

/** An element with text or elements inside. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

export function choice(
  id: string,
  label: string,
  options: [value: string, text: string][],
  selected?: string
): HTMLElement {
  const select = make('select', { id, 'data-testid': id })
  for (const [value, text] of options) {
    select.append(make('option', { value, selected: value === selected }, text))
  }
  return make('div', { class: 'field' }, make('label', { for: id }, label), select)
}

export function valueOf(id: string): string {
  const field = document.getElementById(id)
  return field instanceof HTMLSelectElement || field instanceof HTMLInputElement ? field.value : ''
}
