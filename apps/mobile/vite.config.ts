import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` sends API calls while developing; the built pages are served by the server itself. */
const server = process.env.LIANKE_URL ?? 'http://localhost:3000'

const root = join(import.meta.dirname, '../..')
/** The vocabulary, the rules of field types and what modules define, without widgets and screens. */
const isVocabulary = (id: string): boolean =>
  /^(kernel\/|field-types\/([^/]+\/[^/]+(?<!\.storage|\.spec)|rules\.generated|traits\.generated)\.ts$|(modules|channels)\/[^/]+\/(?!screens\/))/.test(
    relative(root, id).replaceAll('\\', '/'),
  )

/** ES2022 and not newer: web views inside chat applications are older than browsers. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/h5/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // All screens come in one file behind the first picture: on a bad network thirty small ones are thirty chances to fail.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // Libraries, then what is defined, then screens: divided otherwise, two files could each wait for the other's definitions.
          groups: [
            { name: 'libraries', test: /[\\/]node_modules[\\/](?!@lianke)/ },
            { name: 'kernel', test: isVocabulary },
            { name: 'screens', test: /[\\/]screens[\\/]mobile[\\/](?!index\.ts)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/sign-in': server } },
})
