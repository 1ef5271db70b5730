/**
 * Makes an element. Text goes in as text, never as HTML: names of viewers and
 * events come from strangers.
 */
export function el(className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  element.append(...children)
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

export function svg(
  name: string,
  attributes: Record<string, string | number>,
  ...children: (Node | string)[]
): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}
