import { isObject, objectsIn, textIn } from '@lianke/kernel'
import { XMLParser } from 'fast-xml-parser'
import { readEntry, zipEntries } from './zip-entries.ts'

/** A sheet of a workbook, and the file of the zip that holds it. */
export interface Sheet {
  readonly name: string
  readonly path: string
  readonly hidden: boolean
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  isArray: (name) => name === 'sheet' || name === 'Relationship',
})
const partText = async (path: string, name: string): Promise<string> => {
  const entry = (await zipEntries(path)).get(name)
  let text = ''
  if (entry)
    await readEntry(path, entry, (piece) => {
      text += piece
    })
  return text
}
const at = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((held, name) => (isObject(held) ? held[name] : undefined), value)

/** The sheets of a workbook in the order of their tabs. */
export const sheetsOf = async (path: string): Promise<Sheet[]> => {
  const [book, rels] = await Promise.all([partText(path, 'xl/workbook.xml'), partText(path, 'xl/_rels/workbook.xml.rels')])
  const targets = new Map(
    objectsIn(at(parser.parse(rels), 'Relationships', 'Relationship')).map((one) => [
      textIn(one.Id),
      (textIn(one.Target) ?? '').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  )
  return objectsIn(at(parser.parse(book), 'workbook', 'sheets', 'sheet')).flatMap((one) => {
    const target = targets.get(textIn(one.id))
    return target?.includes('worksheets/')
      ? [{ name: String(one.name), path: target, hidden: one.state === 'hidden' || one.state === 'veryHidden' }]
      : []
  })
}

/** Rows of one column that share a cell: the first holds what all of them say. */
export interface MergedRows {
  readonly column: number
  readonly from: number
  readonly to: number
}
const mergesMax = 200_000
const merged = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"/g
const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Cells of a sheet that are merged downwards, by the row in which they begin. They are told behind all rows, so the sheet is looked through once for them. */
export const mergedRows = async (path: string, { path: part }: Sheet): Promise<ReadonlyMap<number, readonly MergedRows[]>> => {
  const entry = (await zipEntries(path)).get(part)
  const found = new Map<number, MergedRows[]>()
  let left = ''
  let count = 0
  if (entry)
    await readEntry(path, entry, (piece) => {
      const text = left + piece
      left = text.slice(Math.max(text.length - 200, text.lastIndexOf('>') + 1))
      if (!text.includes('mergeCell')) return
      for (const [, letters = '', from, to] of text.slice(0, text.length - left.length).matchAll(merged)) {
        const one = { column: columnOf(letters), from: Number(from), to: Number(to) }
        if (one.to > one.from && count++ < mergesMax) found.set(one.from, [...(found.get(one.from) ?? []), one])
      }
    })
  return found
}
