import { type DocumentPage, isObject, type MetaObject, moneyIn, referenceIn, type Row, targetOf, textIn } from '@lianke/kernel'
import { useEffect, useRef, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useSave } from '../../base/client/records.ts'
import { Problem, pathOf, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { changedParts } from '../../base/object-form/line-changes.ts'
import { type Line, newLine } from '../../base/object-form/lines.ts'

type Lines = NonNullable<DocumentPage['lines']>
const isRow = (value: unknown): value is Row => isObject(value) && typeof value.id === 'string'
const storedIn = (row: Row, part: string): readonly Row[] => {
  const lines: unknown = row[part]
  return Array.isArray(lines) ? lines.filter(isRow) : []
}
const linesOf = (stored: readonly Row[]): readonly Line[] => stored.map((one) => ({ ...one, key: one.id }))

/** May the lines be changed as the record stands? */
export const linesOpen = (object: MetaObject, row: Row, part: string): boolean => {
  const { states } = object
  const state = states ? row[states.field] : undefined
  const fixed = typeof state === 'string' ? (states?.fixed?.[state] ?? []) : []
  return object.may.update && !fixed.includes(part) && object.parts.some(({ name, writable }) => name === part && writable)
}

/** Is all there that a line cannot be without? One that is not whole yet waits beside the others. */
const isWhole = (child: MetaObject, line: Line): boolean =>
  Object.entries(child.fields).every(
    ([name, { options, writable }]) =>
      !options.required || !writable || name === child.partOf?.reference || (line[name] !== null && line[name] !== undefined),
  )

/** What is said of single lines, by their place. */
const complaintsIn = (error: unknown, part: string, say: (field: string) => string): ReadonlyMap<number, string> =>
  new Map(
    error instanceof Problem
      ? error.problems.flatMap(({ path, detail, code }) => {
          const [, name, index, field = ''] = path.split('/')
          return name === part && index !== undefined ? [[Number(index), `${say(field)} ${detail || code}`.trim()] as const] : []
        })
      : [],
  )

/** The lines as they are written, and as they are stored: what somebody else changed is taken over, what is not whole yet stays. */
const useWritten = (child: MetaObject | undefined, row: Row, part: string) => {
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(storedIn(row, part)))
  const version = useRef(row.version)
  useEffect(() => {
    if (row.version === version.current) return
    version.current = row.version
    setLines((old) => [...linesOf(storedIn(row, part)), ...old.filter((line) => !line.id && child && !isWhole(child, line))])
  }, [row, part, child])
  return { lines, setLines }
}

/** Keeps the lines as they stand; what is refused is said at its line, or put back where it is about none. */
const useKeeping = (
  object: MetaObject,
  row: Row,
  {
    child,
    part,
    setLines,
  }: { readonly child: MetaObject | undefined; readonly part: string; setLines(lines: readonly Line[]): void },
) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const save = useSave(object.name)
  const [complaints, setComplaints] = useState<ReadonlyMap<number, string>>(new Map())
  const refused = (error: unknown, stored: readonly Row[]) => {
    const told = complaintsIn(error, part, (field) => text(child?.fields[field]?.label))
    setComplaints(told)
    if (told.size > 0) return
    setLines(linesOf(stored))
    toast.failed(error)
  }
  const write = (next: readonly Line[]) => {
    const stored = storedIn(row, part)
    setLines(next)
    const whole = child ? next.filter((line) => isWhole(child, line)) : []
    const list = child ? changedParts(child, whole, stored) : null
    if (!list) return
    setComplaints(new Map())
    save.mutateAsync({ id: row.id, values: { [part]: list }, shown: {}, version: row.version }).then(
      () => toast.done(w('toast.saved')),
      (error: unknown) => refused(error, stored),
    )
  }
  return { write, complaints }
}

interface Answered {
  readonly currency: string
  readonly lines: readonly { readonly price: string | null }[]
}
const aQuantity = /^\d{1,12}(\.\d{1,4})?$/

/** What it costs those whom the document is for; nothing where no price holds for them. */
const pricedFor = async (
  takes: NonNullable<Lines['takes']>,
  row: Row,
  line: Line,
  id: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const { priced, from } = takes
  if (!priced) return {}
  const whose = priced.by.flatMap((field) => {
    const of = referenceIn(row[field])
    return of ? [[field, of.id] as const] : []
  })
  const said = textIn(line[priced.quantity]) ?? ''
  const quantity = aQuantity.test(said) ? said : '1'
  const body = { ...Object.fromEntries(whose), lines: [{ [from]: id, quantity }] }
  const { currency, lines } = await request<Answered>(`/commands/${priced.act}`, { body })
  const amount = lines[0]?.price
  return { [priced.price]: amount ? { amount, currency } : null }
}

/** A line that is about another record brings what that one knows, and what it costs here. */
const takenFrom = async (
  child: MetaObject | undefined,
  takes: Lines['takes'],
  row: Row,
  { line, name }: { readonly line: Line; readonly name: string },
): Promise<Line> => {
  const id = takes?.from === name ? referenceIn(line[name])?.id : undefined
  const to = id && child?.fields[name] ? targetOf(child.fields[name]) : undefined
  if (!takes || !to || !id) return line
  const [from, price] = await Promise.all([request<Row>(`${pathOf(to)}/${id}`), pricedFor(takes, row, line, id)])
  const known = Object.fromEntries(Object.entries(takes.fields).map(([field, source]) => [field, from[source] ?? null]))
  return { ...line, ...known, ...price }
}

/** The lines of a document while they are edited: each change is kept at once. */
export const useDocumentLines = (object: MetaObject, row: Row, { part, takes, fresh }: Lines) => {
  const model = useModel()
  const child = model.object(object.parts.find(({ name }) => name === part)?.object ?? '')
  const { lines, setLines } = useWritten(child, row, part)
  const { write, complaints } = useKeeping(object, row, { child, part, setLines })
  const taken = (line: Line, name: string) => takenFrom(child, takes, row, { line, name })
  const blank = (key: string = crypto.randomUUID()): Line => ({ ...(child ? newLine(child) : {}), ...fresh, key })
  const set = async (key: string, name: string, value: unknown) => {
    const line = lines.find((one) => one.key === key) ?? blank(key)
    const changed = await taken({ ...line, [name]: value }, name)
    write(lines.some((one) => one.key === key) ? lines.map((one) => (one.key === key ? changed : one)) : [...lines, changed])
  }
  const [used] = lines.flatMap((line) => Object.values(line).flatMap((value) => moneyIn(value)?.currency ?? []))
  return {
    child,
    lines,
    complaints,
    currency: used ?? model.tenant.base_currency,
    set,
    write,
    taken,
    blank,
    remove: (key: string) => write(lines.filter((line) => line.key !== key)),
  }
}
export type DocumentLinesState = ReturnType<typeof useDocumentLines>
