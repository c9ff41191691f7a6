import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
/** Folders that hold our code. */
export const layers = [
  'kernel',
  'platform',
  'ui',
  'field-types',
  'engines',
  'channels',
  'modules',
  'apps',
  'tooling',
  'bench',
  'e2e',
  'packs',
  'packages',
]
const passedOver = new Set(['node_modules', 'dist', '.lianke', 'test-results'])

/** Paths of our source files, from the root, forward slashes. */
export const sourceFiles = (folders: readonly string[] = layers): string[] => folders.flatMap((folder) => walk(folder)).sort()

const walk = (folder: string): string[] => {
  const full = join(root, folder)
  if (!statSync(full, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : walk(path)
    return /\.(ts|tsx|mjs|cjs)$/.test(entry.name) ? [path] : []
  })
}
