/**
 * The element with that id, of the type the caller relies on.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id)
  if (element instanceof type) return element
  throw new Error(`The page has no ${type.name} #${id}`)
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, className, ...children) {
  const made = document.createElement(tag)
  made.className = className
  made.append(...children)
  return made
}

/**
 * @param {string} label
 * @param {string} className
 * @param {() => void} pressed
 */
export function button(label, className, pressed) {
  const made = element('button', className, label)
  made.type = 'button'
  made.addEventListener('click', pressed)
  return made
}

/**
 * Sets a text only when it differs, so that a screen reader and a selection are left alone.
 *
 * @param {Element} target
 * @param {string} text
 */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text
}

/**
 * Brings a list to `items`, keeping the elements of those that stay: focus, typed text and
 * selection survive the update.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} create
 * @param {(element: HTMLElement, item: T) => void} update
 */
export function keyed(list, items, keyOf, create, update) {
  /** @type {Map<string | undefined, HTMLElement>} */
  const old = new Map()
  for (const child of list.children) {
    if (child instanceof HTMLElement) old.set(child.dataset.key, child)
  }
  /** @type {Element | null} */
  let place = list.firstElementChild
  for (const item of items) {
    const key = keyOf(item)
    const kept = old.get(key)
    old.delete(key)
    const child = kept ?? create(item)
    child.dataset.key = key
    update(child, item)
    if (child === place) place = place.nextElementSibling
    else list.insertBefore(child, place)
  }
  for (const child of old.values()) child.remove()
}
