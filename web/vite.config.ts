// How the web app is built: `npm run build:web` to dist/web, and with hot reload by `npm run dev`.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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
  build: {
    outDir: join(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
  },
  server: { fs: { allow: [join(import.meta.dirname, '..')] } },
})
