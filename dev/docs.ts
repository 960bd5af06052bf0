// `npm run docs`: builds the reference site and serves it. With `npm run dev` beside it, the API page calls that stack.
import { parseArgs } from 'node:util'
import { toSiteConfig } from './site/config.ts'
import { ensureSite, SITE_FOLDER } from './site/ensure.ts'
import { listen, makeAnswer } from './site/serve.ts'
import { findRunningStack } from './stack-file.ts'

const USAGE = `Usage: npm run docs -- [options]

  --port N      where it is served, 8720 unless told
  --only-build  builds it into .local/site and ends
  --help        shows this

Example: npm run docs -- --port 9000`

const WRONG_USAGE = 2

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8720' },
      'only-build': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Error(`--port takes a number up to 65535, not "${values.port}".`)
  return values
}

async function run(): Promise<void> {
  const options = readOptions()
  if (options.help) {
    console.log(USAGE)
    return
  }
  await ensureSite(() => console.log('Building the site: about 20 seconds.'))
  if (options['only-build']) {
    console.log(SITE_FOLDER)
    return
  }
  const answer = makeAnswer(SITE_FOLDER, (host) =>
    toSiteConfig(findRunningStack(), { host, hasDemo: true }),
  )
  const { url } = await listen(answer, { port: Number(options.port), host: '127.0.0.1' })
  console.log(`\n  Documentation  ${url}\n  API            ${url}/api/\n\nCtrl-C ends it.`)
}

try {
  await run()
} catch (error) {
  process.exitCode = error instanceof TypeError ? WRONG_USAGE : 1
  console.error(error instanceof Error ? error.message : error)
}
