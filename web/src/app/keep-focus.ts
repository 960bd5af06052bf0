// Whoever works by keyboard or ear is never set back to the top: where what had the focus is taken away, it goes to what had it
// before, or to the same thing drawn anew; else to the sheet or the page. Pages and sheets that know better come first.
const PAGE = '#page'
const SHEET = '[role=dialog]'
/** By then a sheet that closes has given the focus back, and a page that wants it somewhere has put it there. */
const PATIENCE_MILLIS = 60
const REMEMBERED = 5

/** What had the focus, by which it is known when it is drawn anew. */
interface Had {
  readonly element: HTMLElement
  readonly looks: string
  readonly page: string
}

/** Watches over the focus, from the start of the app to its end. */
export function keepFocus(): void {
  let had: readonly Had[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  document.addEventListener('focusin', ({ target: element }) => {
    if (!(element instanceof HTMLElement) || element.matches(`${PAGE}, ${SHEET}`)) return
    const others = had.filter((one) => one.element !== element).slice(0, REMEMBERED - 1)
    had = [{ element, looks: looksOf(element), page: location.pathname }, ...others]
  })
  new MutationObserver(() => {
    if (had[0]?.element.isConnected !== false || !isNowhere()) return
    timer ??= setTimeout(() => {
      timer = undefined
      if (isNowhere()) homeFor(had)?.focus({ preventScroll: true })
    }, PATIENCE_MILLIS)
  }).observe(document.body, { childList: true, subtree: true })
}

const isNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body

const looksOf = (element: HTMLElement): string =>
  element.getAttribute('aria-label') ?? element.textContent.trim()

function homeFor(had: readonly Had[]): HTMLElement | undefined {
  const home = [...document.querySelectorAll<HTMLElement>(`${PAGE}, ${SHEET}`)].at(-1)
  // On another page nothing is the same, whatever it is called.
  const here = had.filter(({ page }) => page === location.pathname)
  return home && (here.map((one) => againIn(home, one)).find(Boolean) ?? home)
}

/** It, or the same thing drawn anew. */
function againIn(home: HTMLElement, { element, looks }: Had): HTMLElement | undefined {
  if (home.contains(element)) return element
  if (looks === '') return undefined
  return [...home.querySelectorAll<HTMLElement>(element.tagName)].find(
    (one) => looksOf(one) === looks && one.tabIndex >= 0,
  )
}
