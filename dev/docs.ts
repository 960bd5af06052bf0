// `npm run docs`: builds the reference site and serves it. With `npm run dev` beside it, the API page calls that stack.
import { flag, orElse, whole } from './command/option.ts'
import { runCommand } from './command/run.ts'

const PORT = 8720

await runCommand(
  {
    name: 'npm run docs',
    does:
      'Builds the documentation as a site, if something has changed since, and serves it on this machine: guides, reference, and an API page that calls ' +
      'the stack of `npm run dev` where one runs. Ctrl-C ends it. Nothing is loaded from elsewhere.',
    options: {
      port: orElse(whole({ from: 1024, to: 65_535 }, 'where it is served'), PORT),
      'only-build': flag('builds it into .local/site, says so, and ends'),
    },
    examples: [
      ['npm run docs', `read at http://127.0.0.1:${PORT}`],
      ['npm run docs -- --only-build', 'to publish the folder elsewhere'],
    ],
  },
  async ({ port, 'only-build': isOnlyBuilt }) => {
    const [
      { ensureSite, SITE_FOLDER },
      { makeAnswer },
      { listen },
      { toSiteConfig },
      { isPortTaken },
      stack,
    ] = await Promise.all([
      import('./site/ensure.ts'),
      import('./site/serve.ts'),
      import('./parts/listen.ts'),
      import('./site/config.ts'),
      import('./parts/ports.ts'),
      import('./stack-file.ts'),
    ])
    if (!isOnlyBuilt && (await isPortTaken(port)))
      throw new Error(
        `Another program uses port ${port}. End it, or choose another: npm run docs -- --port ${port + 1}`,
      )
    await ensureSite(() => console.log('Building the site: about 20 seconds.'))
    if (isOnlyBuilt) {
      console.log(SITE_FOLDER)
      return
    }
    const answer = makeAnswer(SITE_FOLDER, (host) =>
      toSiteConfig(stack.findRunningStack(), { host, hasDemo: true }),
    )
    const { url } = await listen(answer, { port, host: '127.0.0.1' })
    console.log(`\n  Documentation  ${url}\n  API            ${url}/api/\n\nCtrl-C ends it.`)
    await new Promise(() => {}) // until then
  },
)
