// The command line of `npm run attack`.
import type { Command } from '../command/command.ts'
import { orElse, text, whole } from '../command/option.ts'

const options = {
  inputs: whole(
    { from: 1, to: 100_000_000 },
    'how many are tried; 2000 unless said, one round of 1000 with --round',
  ),
  seed: orElse(
    whole({ from: 0, to: 4_294_967_295 }, 'which ones: the same seed tries the same'),
    1,
  ),
  round: text('N', 'begins with this round of 1000 inputs, as a finding says'),
  seconds: text('N', 'ends after so long, whatever was tried by then'),
  url: text('URL', 'attacks functions that run already, in place of some of its own'),
  folder: text('PATH', 'with --url: where that stack keeps its addresses (.local)'),
}

const isWhole = (given: string | undefined) => given === undefined || /^\d{1,9}$/.test(given)

export const ATTACK: Command<typeof options> = {
  name: 'npm run attack',
  does:
    'Sends inputs that nobody should send, made from the published description and worse, and judges every answer: no fault, no stack, nobody ' +
    'else’s data, no refusal above 64 KiB, no 100 ms of processor time for one.',
  options,
  check: ({ round, seconds, url, folder }) => {
    if (!isWhole(round)) return `--round takes a whole number, not "${round ?? ''}".`
    if (!isWhole(seconds)) return `--seconds takes a whole number, not "${seconds ?? ''}".`
    if (folder !== undefined && url === undefined) return '--folder needs --url.'
    return url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? '')
      ? undefined
      : `--url takes an http(s) address, not "${url}".`
  },
  examples: [
    ['npm run attack', 'a few seconds of it'],
    ['npm run attack -- --inputs 100000 --seed 7', 'as many as a release has to stand'],
    ['npm run attack -- --seed 7 --round 31', 'what a finding names, once more'],
  ],
  exits: '0 nothing found, 1 findings, each with the exact input, 2 wrong usage',
  more: `Without --url it starts Postgres, the emulators and the functions for itself,
and sees the processor time, the documents and the mails too. A stack that is
attacked with --url should take as many requests:
COMMANDS_PER_MINUTE=1000000 QUERIES_PER_MINUTE=1000000 npm run dev`,
}
