// Runs a command: reads its command line, helps, refuses, and ends with 0 (fine), 1 (failed) or 2 (wrong usage).
import type { Command, Declared, Values } from './command.ts'
import { toHelp, toUsage } from './help.ts'
import { parse } from './parse.ts'
import { toSentence } from './sentence.ts'

/** The exit code of a command that was told what it cannot do: an unknown option, a bad value, input that is not right. */
export const WRONG_USAGE = 2

/**
 * Does what the command line asks of `command`, and ends the process.
 *
 * `run` fails by an error, whose message is all that is said of it, or by setting `process.exitCode` after it has said why. What
 * it needs is best imported inside of it: help and refusals come at once then.
 */
export async function runCommand<
  Options extends Declared = Record<never, never>,
  Arguments extends Declared = Record<never, never>,
>(
  command: Command<Options, Arguments>,
  run: (values: Values<Options & Arguments>) => Promise<void> | void,
): Promise<never> {
  // Whoever reads may stop reading: `… | head`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const parsed = parse(command, process.argv.slice(2), process.env)
  if (parsed.kind === 'help') console.log(toHelp(command))
  else if (parsed.kind === 'wrong') {
    const how = `${command.name}${command.name.startsWith('npm run') ? ' --' : ''} --help`
    console.error([...parsed.sentences, '', toUsage(command), `All of it: ${how}`].join('\n'))
    process.exitCode = WRONG_USAGE
  } else
    try {
      await run(parsed.values)
    } catch (error) {
      console.error(toSentence(error))
      process.exitCode = 1
    }
  // Clients of Google's keep sockets open; what is said shall be out before.
  await Promise.all([process.stdout, process.stderr].map(flushed))
  process.exit()
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve())
  })
