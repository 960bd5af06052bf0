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
