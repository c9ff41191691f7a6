import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, sourceFiles } from './layers.ts'

const linesMax = 300
/** A specification may be longer: it is read case by case. */
const specLinesMax = 500
/** Suffix of a file in a room → the shelf it lies on. */
const shelves: Record<string, string> = {
  object: 'objects',
  field: 'fields',
  event: 'events',
  events: 'events',
  command: 'commands',
  reaction: 'reactions',
  rule: 'rules',
  job: 'jobs',
  step: 'steps',
  query: 'queries',
  page: 'screens',
  panel: 'screens',
  condition: 'conditions',
  ledger: 'ledgers',
  notice: 'notices',
  chart: 'charts',
  action: 'actions',
  route: 'routes',
  greeting: 'greetings',
}
interface Word {
  readonly found: RegExp
  readonly says: string
  readonly where: RegExp
  readonly not?: RegExp
}
const outsidePrograms = /^(kernel|platform|ui|engines|channels|modules)\//
/** Where a vendor is named still, and why: the field of the staff record that existing installations have, what is usual where nobody chose, notices. */
const namesVendor =
  /^(ui\/settings\/say-agent\.ts|modules\/(organisation\/(objects\/staff\.object|commands\/staff-invite\.command)|marketing\/objects\/channel-code\.object|insight\/reactions\/on-concerning-staff\.reaction)\.ts|platform\/schema\/home-migrations\/0061-channel-refused\.ts)$|\.(spec|testing)\.tsx?$|\/spec\//
const words: readonly Word[] = [
  {
    found: /wecom|企业微信/i,
    says: 'a vendor is named in its channel: speak of channels, contacts, codes (kernel/define-meaning.ts)',
    where: /^(kernel|platform|ui|engines|modules)\//,
    not: namesVendor,
  },
  { found: /\b(TODO|FIXME|XXX|HACK)\b/, says: 'an open end: make it an issue', where: /./, not: /^tooling\/tidy\.ts$/ },
  {
    found: /\bconsole\.(log|info|warn|error|debug)\(/,
    says: 'console: use the log that is handed in',
    where: outsidePrograms,
    not: /\.spec\.tsx?$/,
  },
  {
    found: /\bnew Date\(\)|\bDate\.now\(\)|\bMath\.random\(\)/,
    says: 'clock and chance come in from outside (room.now, room.id())',
    where: /^(modules\/.*\/(rules|commands|reactions|steps|objects)|kernel|engines\/.*\/rules)\//,
    not: /\.spec\.tsx?$/,
  },
  { found: /\b(it|describe|test)\.(only|skip)\(/, says: 'a test that is left out proves nothing', where: /\.spec\.tsx?$/ },
  {
    found: /@ts-(ignore|expect-error|nocheck)/,
    says: 'a suppressed type: mend the seam',
    where: /./,
    not: /^tooling\/tidy\.ts$/,
  },
  {
    found: /catch\s*(\([^)]*\))?\s*\{\s*\}/,
    says: 'an empty catch hides a fault: say why nothing is done, or do something',
    where: /./,
  },
  { found: /\/(work|home|root)\/(wt|shared|main)\b/, says: 'a path of one machine', where: /./, not: /^tooling\/tidy\.ts$/ },
]
/** `order by` means the column of the answer first: a number given as text under its own name is sorted as text, 9 after 10. */
const sortedAsText = /(\w+)::text as \1\b[\s\S]{0,600}?\border by \1\b/
const vague = /(^|\/)(utils?|helpers?|common|misc|types|interfaces)(\.tsx?$|\/)/

/** What imports cannot say: length, names, places, words. */
export const tidy = (): string[] => {
  const faults: string[] = []
  for (const path of sourceFiles()) {
    const text = readFileSync(join(root, path), 'utf8')
    const lines = text.split('\n')
    const most = /\.(spec|e2e)\.tsx?$/.test(path) ? specLinesMax : linesMax
    if (lines.length - 1 > most) faults.push(`${path}: ${lines.length - 1} lines, at most ${most}: split it by concept`)
    if (vague.test(path)) faults.push(`${path}: the name says nothing: name the concept`)
    const [, suffix] = /\.([a-z]+)\.tsx?$/.exec(path) ?? []
    const shelf = suffix && shelves[suffix]
    if (shelf && path.startsWith('modules/') && !path.includes(`/${shelf}/`))
      faults.push(`${path}: a .${suffix} file lies in ${shelf}/`)
    if (sortedAsText.test(text)) faults.push(`${path}: a column given as text is sorted as text: name its table in order by`)
    lines.forEach((line, index) => {
      for (const { found, says, where, not } of words)
        if (where.test(path) && !not?.test(path) && found.test(line)) faults.push(`${path}:${index + 1}: ${says}`)
    })
  }
  for (const path of sourceFiles(['kernel/field-types'])) {
    const [, name] = /^kernel\/field-types\/(.+)\.type\.ts$/.exec(path) ?? []
    if (!name) continue
    if (
      !existsSync(join(root, `platform/field-types/${name}.ts`)) &&
      !existsSync(join(root, `platform/field-types/${name}.storage.ts`))
    )
      faults.push(`${path}: field type ${name} has no storage in platform/field-types`)
    const widget = name.replaceAll('-', '_') // widgets are named like the type itself, with its underscores
    if (![widget, name].some((one) => existsSync(join(root, `ui/field-types/${one}.tsx`))))
      faults.push(`${path}: field type ${name} has no widget in ui/field-types`)
  }
  return faults
}

if (basename(process.argv[1] ?? '') === 'tidy.ts') {
  const faults = tidy()
  for (const fault of faults) console.log(fault)
  console.log(faults.length ? `${faults.length} to tidy` : 'tidy')
  process.exit(faults.length ? 1 : 0)
}
