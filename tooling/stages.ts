import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { layers, root } from './layers.ts'

interface StageResult {
  readonly passed: number
  readonly failed: number
  /** What failed and why, a few lines each: said once more at the very end, where a log is read first. */
  readonly why?: readonly string[]
}
export interface Stage {
  readonly name: string
  readonly run: () => StageResult
}

const program = (file: string, ...args: string[]): StageResult => {
  const { status } = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' })
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}
const existing = layers.filter((layer) => existsSync(join(root, layer)))

/** One file of Vitest's JSON report. */
interface SpecFile {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly {
    readonly status: string
    readonly fullName: string
    readonly failureMessages: readonly string[]
  }[]
}

const failures = ({ name, status, message, assertionResults }: SpecFile): string[] => {
  const file = relative(root, name)
  const failed = assertionResults.filter((result) => result.status === 'failed')
  if (status === 'failed' && !failed.length) return [`${file}\n${beginning(message)}`]
  return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}\n${beginning(failureMessages.join('\n'))}`)
}
const beginning = (text: string): string => text.split('\n', 12).join('\n').slice(0, 1500)

const specs = (...args: string[]): StageResult => {
  const folder = mkdtempSync(join(tmpdir(), 'lianke-report-'))
  const report = join(folder, 'report.json')
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root, stdio: 'inherit' },
  )
  try {
    if (!existsSync(report)) return { passed: 0, failed: 1 }
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numFailedTestSuites: number
      testResults: readonly SpecFile[]
    }
    const failed = numFailedTests || numFailedTestSuites // a file that cannot even be loaded counts as one
    return { passed: numPassedTests, failed: failed || (status === 0 ? 0 : 1), why: testResults.flatMap(failures) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What holds without running anything of ours. */
export const checks: readonly Stage[] = [
  { name: 'types', run: () => program('node_modules/typescript/bin/tsc', '--noEmit') },
  {
    name: 'dependency rules',
    run: () =>
      program('tooling/cruise.mjs', '--config', 'tooling/dependency-rules.cjs', '--output-type', 'err-long', ...existing),
  },
  {
    name: 'lint',
    run: () => program('node_modules/@biomejs/biome/bin/biome', 'lint', '--diagnostic-level=error', '--max-diagnostics=50', '.'),
  },
  { name: 'format', run: () => program('node_modules/@biomejs/biome/bin/biome', 'format', '.') },
  { name: 'tidy', run: () => program('tooling/tidy.ts') },
  { name: 'laws', run: () => program('tooling/laws.ts') },
  { name: 'field types', run: () => program('tooling/field-types.ts', '--check') },
  { name: 'names of modules', run: () => program('tooling/foreign-names.ts') },
  { name: 'schema', run: () => program('tooling/schema.ts', '--check') },
  { name: 'spine', run: () => program('tooling/spine.ts') },
]

/** Unit and integration tests on real stores, then the browser's. */
export const tests: readonly Stage[] = [
  { name: 'tests', run: () => specs() },
  ...(existsSync(join(root, 'e2e/vitest.config.ts'))
    ? [{ name: 'browser tests', run: () => specs('--config', 'e2e/vitest.config.ts') }]
    : []),
]

/** Runs every stage even when one fails, so that one run tells everything; ends with the totals. */
export const runStages = (stages: readonly Stage[]): number => {
  const total = { passed: 0, failed: 0 }
  const lines: string[] = []
  const reasons: string[] = []
  for (const { name, run } of stages) {
    console.log(`\n── ${name}`)
    const begun = performance.now()
    const { passed, failed, why = [] } = run()
    total.passed += passed
    total.failed += failed
    reasons.push(...why)
    lines.push(
      `${failed ? '✗' : '✓'} ${name.padEnd(18)} ${passed} passed, ${failed} failed, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    )
  }
  if (reasons.length) console.log(`\n── what failed\n\n${reasons.join('\n\n')}`)
  console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`)
  return total.failed ? 1 : 0
}
