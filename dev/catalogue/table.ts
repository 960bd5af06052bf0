// Tables of Markdown, and where they stand in a text: between `<!-- table: name -->` and `<!-- end -->`.

/** A table of Markdown. */
export const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** The text with each of its tables made anew. Throws where a table has no place. */
export const withTables = (text: string, tables: Readonly<Record<string, string>>): string => {
  let made = text
  for (const [name, table] of Object.entries(tables)) {
    const [start, end] = [`<!-- table: ${name} -->\n`, '\n<!-- end -->']
    const from = made.indexOf(start)
    const to = made.indexOf(end, from)
    if (from < 0 || to < 0) throw new Error(`there is no place for the table "${name}"`)
    made = made.slice(0, from + start.length) + table + made.slice(to)
  }
  return made
}
