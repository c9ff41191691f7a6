import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@lianke/platform/runtime'
import { root } from './layers.ts'
import { signedIn } from './release/ask.ts'
import { contentOf } from './release/content.ts'
import { quietEnvironment, startInstallation } from './release/installation.ts'
import { packFolder } from './release/pack-folder.ts'
import { squeeze } from './release/squeeze.ts'
import { tellStory } from './release/story.ts'

const ports = 4720
const demoPassword = 'chenlu-demo-2026'
const megabyte = 1024 * 1024
const folder = join(root, 'apps/server/spec/releases')
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

/** The packages weigh a gigabyte: linked where the file system can. */
const linkPackages = (place: string) => {
  try {
    execFileSync('cp', ['-al', join(root, 'node_modules'), place], { stdio: 'pipe' })
  } catch {
    rmSync(place, { recursive: true, force: true }) // another file system, or no such program: then a copy
    cpSync(join(root, 'node_modules'), place, { recursive: true, verbatimSymlinks: true })
  }
}

/** A checkout of the commit with its packages: those of this tree where the lock is the same. */
const checkOut = (commit: string, place: string) => {
  git('worktree', 'add', '--detach', place, commit)
  const lock = (at: string) => readFileSync(join(at, 'package-lock.json'), 'utf8')
  const packages = join(place, 'node_modules')
  if (lock(place) === lock(root)) linkPackages(packages)
  else execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], { cwd: place, stdio: 'inherit' })
}

const live = async (checkout: string, data: string) => {
  const env = { ...quietEnvironment(data, ports), LIANKE_DEMO: 'on', LIANKE_DEMO_SIZE: '0.01' }
  const product = await startInstallation(checkout, env, 'everything is loaded')
  try {
    return await tellStory(product.url, await signedIn(product.url, 'admin', demoPassword))
  } finally {
    await product.stop()
  }
}

const commit = process.argv[2]
if (!commit) {
  console.error('say: npm run release-fixture -- <commit>')
  process.exit(2)
}
const name = git('rev-parse', '--short=7', commit)
const work = mkdtempSync(join(tmpdir(), 'lianke-release-'))
execFileSync('chmod', ['711', work]) // PostgreSQL's own user passes through
const [checkout, data] = [join(work, 'checkout'), join(work, 'data')]
try {
  checkOut(commit, checkout)
  console.log(`living in ${name} …`)
  const story = await live(checkout, data)
  const postgres = await startPostgres({ directory: join(data, 'postgres') })
  await squeeze(postgres.url)
  const content = await contentOf(postgres.url)
  await postgres.stop()
  for (const waste of ['code-cache', 'log', 'running.json', 'postgres/data/postmaster.opts'])
    rmSync(join(data, waste), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.data.zst`)
  packFolder(data, file)
  const made = { commit: git('rev-parse', commit), platform: process.platform, story, counts: content.counts }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(made, null, 2)}\n`)
  console.log(`${file}: ${(statSync(file).size / megabyte).toFixed(1)} MB`)
} finally {
  if (existsSync(checkout)) git('worktree', 'remove', '--force', checkout)
  rmSync(work, { recursive: true, force: true })
}
