import { type DocumentPage, isObject, type MetaObject, moneyIn, referenceIn, type Row, targetOf } from '@lianke/kernel'
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

/** The lines of a document while they are edited: each change is kept at once, and can be taken back. */
export const useDocumentLines = (object: MetaObject, row: Row, { part, takes, fresh }: Lines) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const save = useSave(object.name)
  const child = model.object(object.parts.find(({ name }) => name === part)?.object ?? '')
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(storedIn(row, part)))
  const [complaints, setComplaints] = useState<ReadonlyMap<number, string>>(new Map())
  const version = useRef(row.version)
  useEffect(() => {
    if (row.version === version.current) return
    version.current = row.version
    setLines((old) => [...linesOf(storedIn(row, part)), ...old.filter((line) => !line.id && child && !isWhole(child, line))])
  }, [row, part, child])
  const write = (next: readonly Line[]) => {
    const stored = storedIn(row, part)
    setLines(next)
    const list = child
      ? changedParts(
          child,
          next.filter((line) => isWhole(child, line)),
          stored,
        )
      : null
    if (!list) return
    setComplaints(new Map())
    save.mutateAsync({ id: row.id, values: { [part]: list }, shown: {}, version: row.version }).then(
      () => toast.done(w('toast.saved')),
      (error: unknown) => {
        const told = complaintsIn(error, part, (field) => text(child?.fields[field]?.label))
        setComplaints(told)
        if (told.size === 0) {
          setLines(linesOf(stored))
          toast.failed(error)
        }
      },
    )
  }
  /** A line that is about another record brings what that one knows: its price, its name. */
  const taken = async (line: Line, name: string): Promise<Line> => {
    const id = takes?.from === name ? referenceIn(line[name])?.id : undefined
    const to = id && child?.fields[name] ? targetOf(child.fields[name]) : undefined
    if (!takes || !to) return line
    const from = await request<Row>(`${pathOf(to)}/${id}`)
    return {
      ...line,
      ...Object.fromEntries(Object.entries(takes.fields).map(([field, source]) => [field, from[source] ?? null])),
    }
  }
  const blank = (key: string = crypto.randomUUID()): Line => ({ ...(child ? newLine(child) : {}), ...fresh, key })
  const set = async (key: string, name: string, value: unknown) => {
    const line = lines.find((one) => one.key === key) ?? blank(key)
    const changed = await taken({ ...line, [name]: value }, name)
    write(lines.some((one) => one.key === key) ? lines.map((one) => (one.key === key ? changed : one)) : [...lines, changed])
  }
  return {
    child,
    lines,
    complaints,
    busy: save.isPending,
    currency:
      lines.flatMap((line) => Object.values(line).flatMap((value) => moneyIn(value)?.currency ?? []))[0] ??
      model.tenant.base_currency,
    set,
    write,
    taken,
    blank,
    remove: (key: string) => write(lines.filter((line) => line.key !== key)),
  }
}
export type DocumentLinesState = ReturnType<typeof useDocumentLines>
