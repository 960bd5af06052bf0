// The recorded examples (docs/examples.json) as the functions' page shows them: a request, and its answer.
import * as z from 'zod'

const Example = z.object({
  title: z.string(),
  by: z.string().optional(),
  request: z.object({
    method: z.enum(['GET', 'POST']),
    headers: z.record(z.string(), z.string()).optional(),
    query: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    body: z.unknown().optional(),
  }),
  answer: z.object({ status: z.number(), body: z.unknown().optional() }),
})
type Example = z.infer<typeof Example>
export type Examples = Readonly<Record<string, readonly Example[]>>

/** More than one reads beside a function. */
const MOST_LINES = 60

/** Reads the text of docs/examples.json. */
export const readExamples = (text: string): Examples =>
  z.record(z.string(), z.array(Example)).parse(JSON.parse(text))

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

function toRequest(
  name: string,
  { method, headers = {}, query = {}, body }: Example['request'],
): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    for (const one of [value].flat()) search.append(key, one)
  const lines = [
    `${method} /${name}${search.size === 0 ? '' : `?${search.toString()}`}`,
    ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
    ...(body === undefined ? [] : ['', pretty(body)]),
  ]
  return `\`\`\`http\n${lines.join('\n')}\n\`\`\`\n`
}

/** The first recorded example of a function that is not refused, as markdown; nothing where there is none. */
export function toExample(name: string, examples: Examples): readonly string[] {
  const example = examples[name]?.find(({ answer }) => answer.status === 200)
  if (!example) return []
  const { title, by, request, answer } = example
  const shown = pretty(answer.body)
  const isLong = shown.split('\n').length > MOST_LINES
  return [
    `**Example:** ${title}${by === undefined ? '' : `, as ${by}`}.`,
    '',
    toRequest(name, request),
    isLong
      ? 'Its answer is long; it stands in [examples.json](../examples.json).\n'
      : `\`\`\`json\n${shown}\n\`\`\`\n`,
  ]
}
