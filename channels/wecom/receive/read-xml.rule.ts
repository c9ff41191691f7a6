import { XMLParser } from 'fast-xml-parser'

export type XmlValue = string | XmlValue[] | { [name: string]: XmlValue }

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
  ignoreDeclaration: true,
})
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const xmlCharactersMax = 1_000_000

/** Reads the children of `<xml>` as strings. Answers null for anything else; documents that declare entities are not read at all. */
export const readXml = (source: string): { [name: string]: XmlValue } | null => {
  if (source.length > xmlCharactersMax || /<!DOCTYPE|<!ENTITY/i.test(source)) return null
  try {
    const document = parser.parse(source, true) as { xml?: XmlValue }
    return document.xml && typeof document.xml === 'object' && !Array.isArray(document.xml) ? document.xml : null
  } catch (cause) {
    if (cause instanceof Error) return null
    throw cause
  }
}

/** A child's text, or `''`. */
export const textOf = (value: XmlValue | undefined): string =>
  typeof value === 'string' ? value.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity) : ''

/** A list written as repeated children: one child is a list of one. */
export const listOf = (value: XmlValue | undefined): string[] =>
  value === undefined
    ? []
    : Array.isArray(value)
      ? value.map((each) => textOf(each))
      : [textOf(value)].filter((each) => each !== '')
