import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, sourceFiles } from './layers.ts'

const linesMax = 300
/** A specification may be longer: it is read case by case. */
const specLinesMax = 500
/** Written by a program and read by one; people read what it was written from. */
const isGenerated = /\.generated\.ts$/
/** Suffix of a file in a module → the shelf it lies on. */
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
  dialog: 'screens',
  document: 'screens',
  thread: 'screens',
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
  readonly not?: Pick<RegExp, 'test'>
}
const outsidePrograms = /^(kernel|platform|ui|field-types|engines|channels|modules)\//
const vendor = /wecom|企业微信/i
/** Where a vendor is named still: the field of the staff record that existing installations have, what is usual where nobody chose, the name of a browser. */
const namesVendor = [
  'ui/admin/settings/say-agent.ts',
  'modules/organisation/objects/staff.object.ts',
  'modules/organisation/commands/staff-invite.command.ts',
  'modules/acquisition/objects/channel-code.object.ts',
  'platform/store/schema/home-migrations/0061-channel-refused.ts',
]
const mayNameVendor = { test: (path: string) => namesVendor.includes(path) || /\.(spec|testing)\.tsx?$|\/spec\//.test(path) }
const words: readonly Word[] = [
  {
    found: vendor,
    says: 'a vendor is named in its channel: speak of channels, contacts, codes (kernel/define-meaning.ts)',
    where: /^(kernel|platform|ui|engines|modules)\//,
    not: mayNameVendor,
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
    where: /^(modules\/.*\/(rules|commands|reactions|steps|objects)|kernel|field-types|engines\/.*\/rules)\//,
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
  {
    // Names that mean nothing but a field type; the shorter ones are words of everyday, too.
    found:
      /(===|!==|\bcase|[[,]) *'(multi_reference|multi_select|roll_up|auto_number|long_text|rich_text|datetime|percent|encrypted|decimal)'/,
    says: 'a field type asked for by its name: give the type a trait (kernel/field-types/field-type.ts)',
    where: /^(kernel|platform|ui|engines|channels|modules|apps)\//,
    not: /(\.spec\.tsx?|\.testing\.ts|\/spec\/|\/testing\/|\/field-types\/)/,
  },
  { found: /\/(work|home|root)\/(wt|shared|main)\b/, says: 'a path of one machine', where: /./, not: /^tooling\/tidy\.ts$/ },
]
/** `order by` means the column of the answer first: a number given as text under its own name is sorted as text, 9 after 10. */
const sortedAsText = /(\w+)::text as \1\b[\s\S]{0,600}?\border by \1\b/
const vague = /(^|\/)(utils?|helpers?|common|misc|types|interfaces)(\.tsx?$|\/)/

/** What imports cannot say: length, names, places, words. */
export const tidy = (): string[] => {
  const faults = namesVendor.flatMap((path) =>
    existsSync(join(root, path)) && vendor.test(readFileSync(join(root, path), 'utf8'))
      ? []
      : [`${path}: it names no vendor any more: strike it from the list in tooling/tidy.ts`],
  )
  for (const path of sourceFiles()) {
    const text = readFileSync(join(root, path), 'utf8')
    const lines = text.split('\n')
    const most = /\.(spec|e2e)\.tsx?$/.test(path) ? specLinesMax : linesMax
    if (lines.length - 1 > most && !isGenerated.test(path))
      faults.push(`${path}: ${lines.length - 1} lines, at most ${most}: split it by concept`)
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
  return faults
}

if (basename(process.argv[1] ?? '') === 'tidy.ts') {
  const faults = tidy()
  for (const fault of faults) console.log(fault)
  console.log(faults.length ? `${faults.length} to tidy` : 'tidy')
  process.exit(faults.length ? 1 : 0)
}
