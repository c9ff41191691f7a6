#!/usr/bin/env node
// Runs on any Node from 20 on, before anything is installed: brings what is missing, then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve as resolvePath } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const main = 'apps/server/main.ts'
const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`

/** word → programs run one after another; a program is [file, ...arguments], `$` stands for what was typed after the word. */
const words = {
  start: [[main, 'start', '$']],
  lianke: [[main, '$']],
  dev: [['tooling/dev.ts', '$']],
  test: [['tooling/test.ts', '$']],
  check: [['tooling/check.ts', '$']],
  bench: [['bench/run.ts', '$']],
  new: [['tooling/new.ts', '$']],
  schema: [['tooling/schema.ts', '$']],
  'field-types': [['tooling/field-types.ts', '$']],
  'release-fixture': [['tooling/release-fixture.ts', '$']],
  screenshots: [['e2e/screenshots.ts', '$']],
  build: [],
}
/** Words of whoever runs the product; all others are of whoever works on it, and need what checks, browsers and tests are made of, too. */
const ofRunning = new Set(['start', 'lianke'])
const needsPages = new Set(['start', 'test', 'bench', 'screenshots', 'build'])

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 24)
}
const filesUnder = (folder) => {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesUnder(path)
      return /\.(tsx?|mjs|css|html|json|svg|png|ico|webp)$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name) ? [path] : []
    })
    .sort()
}

/** What is wanted is written down with the lock it was installed by: `run`, or `all`, which is enough for either. */
const install = (running) => {
  const lock = join(root, 'package-lock.json')
  const mark = join(root, 'node_modules', '.lianke-lock')
  const lockNow = hashOf([lock])
  const [lockThen, had = 'all'] = existsSync(mark) ? readFileSync(mark, 'utf8').split(' ') : ['', 'run']
  // What was there for work on the product is not taken away by running it.
  const kind = running && had === 'run' ? 'run' : 'all'
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (lockThen === lockNow && (had === kind || had === 'all') && existsSync(node)) return
  const whole = existsSync(join(root, 'node_modules', 'vitest'))
  // Installed by hand after the lock was written: nothing to do.
  const byHand =
    !existsSync(mark) &&
    existsSync(hidden) &&
    existsSync(node) &&
    (whole || kind === 'run') &&
    statSync(hidden).mtimeMs >= statSync(lock).mtimeMs
  if (!byHand) {
    const from = Date.now()
    console.log('Installing packages (once) …')
    const npm = process.env.npm_execpath
    // Not `npm ci`: it refuses a registry that lacks an optional package of another platform.
    const which = kind === 'all' ? '--include=dev' : '--omit=dev'
    const options = ['install', '--no-save', which, '--no-audit', '--no-fund', '--loglevel=error']
    const shell = process.platform === 'win32'
    const done = npm
      ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: 'inherit' })
      : spawnSync('npm', options, { cwd: root, stdio: 'inherit', shell })
    if (done.status !== 0) {
      console.error(
        "The packages could not be installed: see npm's message above. Is the npm registry reachable, and is there 2 GB of free disk?",
      )
      process.exit(1)
    }
    if (!existsSync(node)) {
      // Install scripts were switched off (npm config ignore-scripts): the pinned Node is fetched here.
      spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
        cwd: join(root, 'node_modules', 'node'),
        stdio: 'inherit',
      })
    }
    if (!existsSync(node)) {
      console.error(
        'The pinned Node is missing. Allow install scripts (npm config set ignore-scripts false), delete node_modules, and start again.',
      )
      process.exit(1)
    }
    console.log(`Installed in ${seconds(from)}`)
  }
  writeFileSync(mark, `${lockNow} ${byHand && whole ? 'all' : kind}`)
}

/** Web applications are built when their sources changed since the last build. */
const buildPages = () => {
  const screens = ['modules', 'channels'].flatMap((layer) =>
    readdirSync(join(root, layer), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, layer, entry.name)),
  )
  const shared = [join(root, 'ui'), join(root, 'kernel'), join(root, 'field-types'), ...screens].flatMap(filesUnder)
  for (const name of ['admin', 'mobile', 'wecom-sandbox']) {
    const folder = join(root, 'apps', name)
    if (!existsSync(join(folder, 'vite.config.ts'))) continue
    const wanted = hashOf([join(root, 'package-lock.json'), ...shared, ...filesUnder(folder)])
    const mark = join(folder, 'dist', '.sources')
    if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) continue
    const from = Date.now()
    const done = spawnSync(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: folder,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    })
    if (done.status !== 0) {
      rmSync(mark, { force: true })
      console.error(`The pages of apps/${name} could not be built: see the message above.`)
      process.exit(1)
    }
    mkdirSync(dirname(mark), { recursive: true })
    writeFileSync(mark, wanted)
    console.log(`Built apps/${name} in ${seconds(from)}`)
  }
}

/** Compiled code of an earlier start, where there was one: the supervisor begins a second earlier and holds no compiler. */
const compiled = () => {
  const data = resolvePath(root, process.env.LIANKE_DATA ?? '.lianke')
  return existsSync(data) ? { NODE_COMPILE_CACHE: join(data, 'code-cache') } : {}
}

/** Runs a program with the pinned Node and ends as it ends. Ctrl-C reaches it directly: we only wait. */
const run = (program) =>
  new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', '--expose-gc', ...program], {
      cwd: root,
      stdio: 'inherit',
      env: { ...(ofRunning.has(word) ? compiled() : {}), ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` },
    })
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    // A killed npm leaves us behind: then nobody could stop what we started.
    const parent = process.ppid
    if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })

const [major] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(`Lianke needs Node 20 or later to install itself; this is ${process.versions.node}.`)
  process.exit(1)
}
// As `npx lianke …` every word is one of the command line; as an npm script it is the script's own.
const typed = process.argv.slice(2)
const word = Object.hasOwn(words, typed[0]) ? typed[0] : 'lianke'
const rest = Object.hasOwn(words, typed[0]) ? typed.slice(1) : typed
install(ofRunning.has(word))
if (needsPages.has(word) || (word === 'lianke' && rest[0] === 'start')) buildPages()
for (const program of words[word]) {
  const code = await run(program.flatMap((part) => (part === '$' ? rest : [part])))
  if (code !== 0) process.exit(code)
}
