// How the web app is built: `npm run build:web` to dist/web, and with hot reload by `npm run dev`.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** All but the entry itself, which keeps a file of its own. */
const BESIDE_THE_START = /^(?!.*(web\/src\/main\.tsx|index\.html))/
/** What speaks with the backend, for every page: App Check and Messaging come only where they are set up. */
const OF_THE_BACKEND =
  /node_modules\/@firebase\/(?!app-check|messaging|installations)|web\/src\/app\/(firebase|sdk)\.ts$/

/** Puts the styles of the first paint into the page itself: one request less before anything is seen. */
const inlineFirstStyles: Plugin = {
  name: 'inline-first-styles',
  enforce: 'post',
  apply: 'build',
  generateBundle(_, bundle) {
    const page = bundle['index.html']
    if (page?.type !== 'asset' || typeof page.source !== 'string') return
    page.source = page.source.replace(
      /<link rel="stylesheet"[^>]*href="\/([^"]+\.css)"[^>]*>/g,
      (link, name: string) => {
        const sheet = bundle[name]
        return sheet?.type === 'asset' ? `<style>${String(sheet.source)}</style>` : link
      },
    )
  },
}

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: join(import.meta.dirname, '../node_modules/.vite-web'),
  plugins: [react(), inlineFirstStyles],
  resolve: { alias: { re2js: join(import.meta.dirname, 'src/app/no-patterns.ts') } },
  build: {
    outDir: join(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What a first page needs comes in few files: each one costs the browser, its cache and its service worker a round.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], test: BESIDE_THE_START },
            // Keys of commands are made by pages, too, which do not wait for the rest.
            { name: 'platform', test: /client\/platform\.ts$/ },
            { name: 'backend', test: OF_THE_BACKEND },
          ],
        },
      },
    },
  },
  server: { fs: { allow: [join(import.meta.dirname, '..')] } },
})
