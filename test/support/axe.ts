// What axe finds wrong with a page as it is shown: WCAG 2.2 AA and the best practices.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The violations, each as its rule and where it was broken; none is what one wants. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(source)
  return page.evaluate(async (tags) => {
    // Axe put itself there in the line above.
    const { axe } = globalThis as unknown as {
      axe: {
        run: (options: object) => Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
        }>
      }
    }
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    )
  }, TAGS)
}

/** What reaches beyond the screen's right edge where the page scrolls sideways; none is what one wants. */
export function widestOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const { scrollWidth } = document.documentElement
    if (scrollWidth <= innerWidth) return []
    return [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.outerHTML.slice(0, 120))
      .slice(0, 5)
  })()`)
}

/** The app's own words that are not seen whole; what people typed may be cut off. */
export function cutOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const WORDS = 'h1, h2, h3, legend, label, nav a, nav a > span, button, .button, .pill, .chip'
    return [...document.querySelectorAll(WORDS)]
      .filter((one) => !one.closest('.sr-only') && one.clientWidth > 0)
      .filter((one) => {
        const { display, overflowX, overflowY } = getComputedStyle(one)
        const isCut = (overflow, all, seen) => overflow !== 'visible' && all > seen + 1
        return (
          display !== 'inline' &&
          (isCut(overflowX, one.scrollWidth, one.clientWidth) ||
            isCut(overflowY, one.scrollHeight, one.clientHeight))
        )
      })
      .map((one) => one.tagName.toLowerCase() + ' ' + one.textContent.trim())
  })()`)
}

/** What is meant for a finger and smaller than one, 44 by 44 pixels; links within a sentence are as high as its lines. */
export function smallOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const TARGETS = 'a, button, summary, select, textarea, input'
    const sizeOf = (one) => {
      // Who taps on the words of a field taps on it.
      const boxes = [one, one.closest('label')].filter(Boolean).map((box) => box.getBoundingClientRect())
      return {
        width: Math.max(...boxes.map(({ width }) => width)),
        height: Math.max(...boxes.map(({ height }) => height)),
      }
    }
    return [...document.querySelectorAll(TARGETS)]
      .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((one) => getComputedStyle(one).display !== 'inline' && one.type !== 'hidden')
      .map((one) => ({ one, ...sizeOf(one) }))
      .filter(({ width, height }) => height > 0 && Math.min(width, height) < 43.5)
      .map(({ one, width, height }) =>
        one.outerHTML.slice(0, 100) + ' ' + Math.round(width) + ' x ' + Math.round(height))
  })()`)
}
