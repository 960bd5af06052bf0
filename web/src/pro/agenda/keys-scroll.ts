// The grid of days scrolls by keys even where nothing in it can have the focus: a day on which nobody comes.

/** To be the `ref` of what the grid is drawn in: in each part that scrolls, a cell can have the focus. */
export function letKeysScroll(grid: HTMLElement | null): () => void {
  // The grid comes later, and again with each other view.
  const observer = new MutationObserver(() => {
    for (const part of grid?.querySelectorAll<HTMLElement>('[style*="auto"]') ?? []) {
      // Not the part itself, which stands where a table has nothing but rows.
      const cell = part.querySelector<HTMLElement>('[role=cell]')
      if (cell && !part.querySelector('[tabindex]') && getComputedStyle(part).overflowY === 'auto')
        cell.tabIndex = 0
    }
  })
  if (grid) observer.observe(grid, { childList: true, subtree: true })
  return () => observer.disconnect()
}
