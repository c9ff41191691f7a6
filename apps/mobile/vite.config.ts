import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` sends API calls while developing; the built pages are served by the server itself. */
const server = process.env.LIANKE_URL ?? 'http://localhost:3000'

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
          groups: [{ name: 'screens', test: /[\\/]screens[\\/]mobile[\\/](?!index\.ts)/ }],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/sign-in': server } },
})
