import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` sends API calls while developing; the built pages are served by the server itself. */
const server = process.env.LIANKE_URL ?? 'http://localhost:3000'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 1600 },
  server: { proxy: { '/api': server, '/collect': server } },
})
