import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The script that pages load from `/t.js`, without its comments and indentation. */
export const trackerScript = (): string =>
  readFileSync(fileURLToPath(new URL('./tracker.js', import.meta.url)), 'utf8')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^\s*\/\*\*?[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s+/gm, '')
